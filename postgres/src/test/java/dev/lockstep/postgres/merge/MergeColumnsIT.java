package dev.lockstep.postgres.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.TestMappings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MergeColumnsIT {
    private final MergeFixture sync = new MergeFixture(TestMappings.account());

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void makesNewRecordsRows() {
        sync.polled(
                OrgRecord.numbered(1)
                        .with("Name", "one")
                        .with("AnnualRevenue", "1.5")
                        .with("Met__c", "2026-01-31T10:00:00.000+0000"),
                OrgRecord.numbered(2).with("Name", "tw\"o, \n").with("Phone", ""));

        var result = sync.merge();

        assertThat(result.inserted()).isEqualTo(2);
        assertThat(sync.rows("sfid, name, annualrevenue, phone, met__c, _hc_lastop"))
                .containsExactly(
                        OrgRecord.id(1) + "|one|1.5|-|2026-01-31 10:00:00|SYNCED",
                        OrgRecord.id(2) + "|tw\"o, \n|-||-|SYNCED");
        assertThat(sync.staging.count(sync.mapping)).isZero();
        assertThat(sync.application.rows("SELECT * FROM _trigger_log")).isEmpty();
    }

    @Test
    void doesNotTouchAnUnchangedRow() {
        sync.polled(
                OrgRecord.numbered(1).with("Name", "one"), OrgRecord.numbered(2).with("Name", "two"));
        sync.merge();
        var before = sync.rows("xmin, ctid, sfid");

        sync.polled(
                OrgRecord.numbered(1).with("Name", "one"), OrgRecord.numbered(2).with("Name", "2"));
        var result = sync.merge();

        assertThat(result.unchanged()).isEqualTo(1);
        assertThat(result.updated()).isEqualTo(1);
        assertThat(sync.rows("xmin, ctid, sfid")).contains(before.getFirst()).doesNotContain(before.getLast());
    }

    @Test
    void keepsTheLocalValueWhileItsChangeIsUnsettled() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old").with("Phone", "1"));
        sync.merge();
        sync.application.run("UPDATE account SET name = 'ours'");

        sync.polled(OrgRecord.numbered(1)
                .changedAt("12:30:00")
                .with("Name", "theirs")
                .with("Phone", "2"));
        var result = sync.merge();

        assertThat(result.updated()).isEqualTo(1);
        assertThat(sync.rows("name, phone, systemmodstamp, _hc_lastop"))
                .containsExactly("ours|2|2026-01-02 12:30:00|PENDING");
        assertThat(sync.application.rows("SELECT column_name, postgres_value, org_value, kept FROM _lockstep_conflict"))
                .containsExactly("name|ours|theirs|postgres");
    }

    @Test
    void notesAConflictOncePerPairOfValuesAndNoneWhereTheOrgDidNotChangeTheField() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old").with("Phone", "1"));
        sync.merge();
        sync.application.run("UPDATE account SET name = 'ours'");

        sync.polled(
                OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "old").with("Phone", "2"));
        sync.merge();
        assertThat(conflicts()).isEmpty();

        sync.polled(OrgRecord.numbered(1).changedAt("12:31:00").with("Name", "theirs"));
        sync.merge();
        sync.polled(OrgRecord.numbered(1).changedAt("12:32:00").with("Name", "theirs"));
        sync.merge();
        sync.polled(OrgRecord.numbered(1).changedAt("12:33:00").with("Name", "theirs too"));
        sync.merge();

        assertThat(conflicts()).containsExactly("name|ours|theirs", "name|ours|theirs too");
    }

    @Test
    void keepsTheLocalValuesOfFailedAndPendingAndArchivedChangesToo() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old").with("Phone", "1").with("NumberOfEmployees", "1"));
        sync.merge();
        sync.application.run(
                "UPDATE account SET name = 'failed'",
                "UPDATE account SET phone = 'pending'",
                "UPDATE account SET numberofemployees = 7",
                "UPDATE _trigger_log SET state = 'FAILED' WHERE id = 1",
                "UPDATE _trigger_log SET state = 'PENDING' WHERE id = 2",
                "UPDATE account SET _hc_lastop = 'FAILED', _hc_err = 'why'");
        sync.accepted("id = 3", "NULL");
        sync.application.run("UPDATE _trigger_log_archive SET state = 'REQUEUE'");

        sync.polled(OrgRecord.numbered(1)
                .changedAt("12:30:00")
                .with("Name", "theirs")
                .with("Phone", "2")
                .with("NumberOfEmployees", "2")
                .with("AnnualRevenue", "3"));
        sync.merge();

        assertThat(sync.rows("name, phone, numberofemployees, annualrevenue, _hc_lastop, _hc_err"))
                .containsExactly("failed|pending|7|3|FAILED|why");
    }

    @Test
    void putsTheOrgsValueBackIntoAColumnThatCantBeWritten() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old"));
        sync.merge();
        sync.application.run("UPDATE account SET createddate = '1999-01-01', name = 'ours'");

        sync.polled(OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "old"));
        sync.merge();

        assertThat(sync.rows("name, createddate")).containsExactly("ours|2026-01-02 12:00:01");
    }

    @Test
    void makesARowSyncedOnceNothingOfItWaits() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old"));
        sync.merge();
        sync.application.run("UPDATE account SET name = 'ours'");
        sync.accepted("true", "NULL");

        sync.polled(OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "Ours"));
        sync.merge();

        assertThat(sync.rows("name, _hc_lastop")).containsExactly("Ours|SYNCED");
    }

    @Test
    void doesNotApplyAStateThatIsOlderThanASettledWriteButReadsItAgain() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old"));
        sync.merge();
        sync.application.run("UPDATE account SET name = 'ours'");
        var beforeTheQuery = sync.mark(Reading.POLL);
        sync.accepted("true", "NULL");

        sync.staged(
                beforeTheQuery,
                OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "old").with("Phone", "2"));
        var result = sync.merge();

        assertThat(result.stale()).isEqualTo(1);
        assertThat(sync.rows("name, phone")).containsExactly("ours|-");
        var rereads = new Rereads(sync.database);
        var notes = rereads.waiting(sync.mapping, 10);
        assertThat(notes).extracting(Rereads.Reread::sfid).containsExactly(OrgRecord.id(1));

        sync.staged(
                sync.mark(Reading.REREAD),
                OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "ours"));
        sync.merge();
        rereads.done(sync.epoch, sync.mapping, notes);

        assertThat(sync.rows("name, phone, _hc_lastop")).containsExactly("ours|-|SYNCED");
        assertThat(rereads.waiting(sync.mapping, 10)).isEmpty();
    }

    @Test
    void aNoteThatWasRenewedStaysAlthoughTheOlderOneIsDone() {
        var rereads = new Rereads(sync.database);
        rereads.note(sync.epoch, sync.mapping, List.of(OrgRecord.id(1)), "first");
        var first = rereads.waiting(sync.mapping, 10);
        rereads.note(sync.epoch, sync.mapping, List.of(OrgRecord.id(1)), "second");

        rereads.done(sync.epoch, sync.mapping, first);

        assertThat(rereads.waiting(sync.mapping, 10))
                .extracting(Rereads.Reread::reason)
                .containsExactly("second");
    }

    @Test
    void doesNotBringBackARowWhoseDeletionWasSettledAfterTheQueryBegan() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old"));
        sync.merge();
        sync.application.run("DELETE FROM account");
        var beforeTheQuery = sync.mark(Reading.POLL);
        sync.accepted("true", "NULL");

        sync.staged(beforeTheQuery, OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "theirs"));
        var result = sync.merge();

        assertThat(result.stale()).isEqualTo(1);
        assertThat(sync.rows("name")).isEmpty();
    }

    @Test
    void doesNotBringBackARowWhoseDeletionWaits() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old"));
        sync.merge();
        sync.application.run("DELETE FROM account");

        sync.polled(OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "theirs"));
        sync.merge();

        assertThat(sync.rows("name")).isEmpty();
    }

    @Test
    void doesNotPutAnOlderStateOverANewerOne() {
        sync.polled(OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "newer"));
        sync.merge();

        sync.polled(OrgRecord.numbered(1).changedAt("12:20:00").with("Name", "older"));
        assertThat(sync.merge().stale()).isEqualTo(1);
        assertThat(sync.rows("name")).containsExactly("newer");

        sync.staged(
                sync.mark(Reading.REREAD),
                OrgRecord.numbered(1).changedAt("12:20:00").with("Name", "older"));
        sync.merge();
        assertThat(sync.rows("name")).as("read again, it is what the org has").containsExactly("older");
    }

    @Test
    void takesTheNewestOfSeveralStagedVersions() {
        sync.polled(
                OrgRecord.numbered(1).changedAt("12:32:00").with("Name", "newest"),
                OrgRecord.numbered(1).changedAt("12:31:00").with("Name", "older"));
        sync.polled(OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "oldest"));

        sync.merge();

        assertThat(sync.rows("name")).containsExactly("newest");
        assertThat(sync.changes).hasSize(1);
    }

    @Test
    void deletesTheRowOfADeletedRecord() {
        sync.polled(
                OrgRecord.numbered(1).with("Name", "old"), OrgRecord.numbered(2).with("Name", "two"));
        sync.merge();

        sync.polled(
                OrgRecord.numbered(1).changedAt("12:30:00").deleted(),
                OrgRecord.numbered(3).deleted());
        var result = sync.merge();

        assertThat(result.deleted()).isEqualTo(1);
        assertThat(sync.rows("name")).containsExactly("two");
        assertThat(sync.application.rows("SELECT * FROM _trigger_log")).isEmpty();
    }

    @Test
    void deletesRowsOfRecordsThatAreListedAsDeleted() {
        sync.polled(
                OrgRecord.numbered(1).with("Name", "old"), OrgRecord.numbered(2).with("Name", "two"));
        sync.merge();

        sync.staging.addDeleted(sync.epoch, sync.mapping, List.of(OrgRecord.id(1)), sync.mark(Reading.DELETIONS));
        sync.merge();

        assertThat(sync.rows("name")).containsExactly("two");
    }

    @Test
    void keepsTheRowOfADeletedRecordWhileItsChangeWaits() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old"));
        sync.merge();
        sync.application.run("UPDATE account SET name = 'ours'");

        sync.polled(OrgRecord.numbered(1).changedAt("12:30:00").deleted());
        assertThat(sync.merge().left()).isEqualTo(1);
        assertThat(sync.rows("name")).containsExactly("ours");

        sync.application.run("DELETE FROM _trigger_log");
        assertThat(sync.merge().deleted()).as("once a person has dismissed it").isEqualTo(1);
        assertThat(sync.rows("name")).isEmpty();
    }

    @Test
    void keepsAChangeWhoseRowGotAnotherPrimaryKey() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old").with("Phone", "1"));
        sync.merge();
        sync.application.run("UPDATE account SET name = 'ours'", "UPDATE account SET id = 1000");

        sync.polled(OrgRecord.numbered(1)
                .changedAt("12:30:00")
                .with("Name", "theirs")
                .with("Phone", "2"));
        sync.merge();

        assertThat(sync.rows("id, name, phone")).containsExactly("1000|ours|2");
    }

    @Test
    void readsRecordsAgainWhoseRowsAForeignKeyRemoved() {
        try (var both = new MergeFixture(TestMappings.account(), TestMappings.contact())) {
            both.application.run("ALTER TABLE contact ADD CONSTRAINT parent FOREIGN KEY (accountid)"
                    + " REFERENCES account (sfid) ON DELETE CASCADE");
            both.polled(OrgRecord.numbered(1).with("Name", "parent"));
            both.merge();
            both.application.run("INSERT INTO contact (sfid, lastname, accountid) VALUES ('" + OrgRecord.id(2)
                    + "', 'child', '" + OrgRecord.id(1) + "')");

            both.polled(OrgRecord.numbered(1).changedAt("12:30:00").deleted());
            both.merge();

            assertThat(both.application.rows("SELECT * FROM contact")).isEmpty();
            assertThat(new Rereads(both.database).waiting(TestMappings.contact(), 10))
                    .extracting(Rereads.Reread::sfid)
                    .containsExactly(OrgRecord.id(2));
        }
    }

    private List<String> conflicts() {
        return sync.application.rows(
                "SELECT column_name, postgres_value, org_value FROM _lockstep_conflict ORDER BY id");
    }
}
