package dev.lockstep.postgres.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.postgres.TestDatabase.SqlFailed;
import dev.lockstep.postgres.TestMappings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which row a record is, where a unique identifier tells.
final class MergeMatchingIT {
    private final MergeFixture sync = new MergeFixture(TestMappings.account());

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void aPlainUpdateCantSwapTheIdentifiersOfTwoRecords() {
        twoRecords();

        assertThatThrownBy(() -> sync.application.run(
                        "UPDATE account SET ext__c = CASE ext__c WHEN 'E1' THEN 'E2' ELSE 'E1' END"))
                .isInstanceOf(SqlFailed.class)
                .hasMessageContaining("duplicate key");
    }

    @Test
    void swapsTheIdentifiersOfTwoRecords() {
        twoRecords();

        sync.polled(
                OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "one").with("Ext__c", "E2"),
                OrgRecord.numbered(2).changedAt("12:30:01").with("Name", "two").with("Ext__c", "E1"));
        var result = sync.merge();

        assertThat(result.updated()).isEqualTo(2);
        assertThat(result.refused()).isZero();
        assertThat(sync.rows("name, ext__c, _hc_lastop")).containsExactly("one|E2|SYNCED", "two|E1|SYNCED");
    }

    @Test
    void swapsIdentifiersAlsoWhereTheTwoRecordsFallIntoDifferentSlices() {
        twoRecords();

        sync.polled(
                OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "one").with("Ext__c", "E2"),
                OrgRecord.numbered(2).changedAt("12:30:01").with("Name", "two").with("Ext__c", "E1"),
                OrgRecord.numbered(3).changedAt("12:29:59").with("Name", "three"));
        var result = sync.merge(MergeOrder.underway().inSlicesOf(1));

        assertThat(result.refused()).isZero();
        assertThat(sync.rows("name, ext__c")).containsExactly("one|E2", "two|E1", "three|-");
    }

    @Test
    void matchesARecordToTheLocalUnsentRowWithItsIdentifier() {
        sync.application.run("INSERT INTO account (name, phone, ext__c) VALUES ('ours', '1', ' Abc')");

        sync.polled(OrgRecord.numbered(1).with("Name", "theirs").with("Ext__c", "aBC"));
        var result = sync.merge();

        assertThat(result.linked()).isEqualTo(1);
        assertThat(sync.rows("sfid, name, phone, ext__c, createddate, _hc_lastop"))
                .as("what the application inserted waits to be sent")
                .containsExactly(OrgRecord.id(1) + "|ours|1| Abc|2026-01-02 12:00:01|PENDING");
        assertThat(sync.changes).singleElement().isInstanceOf(MergedChange.Linked.class);
    }

    @Test
    void doesNotDeleteALocalUnsentRowForADeletedRecordWithItsIdentifier() {
        sync.application.run("INSERT INTO account (name, ext__c) VALUES ('ours', 'E1')");

        sync.polled(OrgRecord.numbered(1).with("Ext__c", "E1").deleted());
        sync.merge();

        assertThat(sync.rows("sfid, name")).containsExactly("-|ours");
    }

    @Test
    void followsTheLinkOfAnAcceptedInsertBeforeTheRowCarriesIt() {
        sync.application.run("INSERT INTO account (name) VALUES ('ours')");
        sync.accepted("action = 'INSERT'", "'" + OrgRecord.id(1) + "'");

        sync.polled(OrgRecord.numbered(1).with("Name", "ours").with("Phone", "derived"));
        var result = sync.merge();

        assertThat(result.linked()).isEqualTo(1);
        assertThat(sync.rows("sfid, name, phone, _hc_lastop"))
                .containsExactly(OrgRecord.id(1) + "|ours|derived|SYNCED");
    }

    @Test
    void followsTheLinkOfAnAcceptedInsertAfterTheRowGotAnotherPrimaryKey() {
        sync.application.run("INSERT INTO account (name) VALUES ('ours')", "UPDATE account SET id = 1000");
        sync.accepted("action = 'INSERT'", "'" + OrgRecord.id(1) + "'");

        sync.polled(OrgRecord.numbered(1).with("Name", "ours"));
        sync.merge();

        assertThat(sync.rows("id, sfid")).containsExactly("1000|" + OrgRecord.id(1));
    }

    @Test
    void givesTheRowOfADeletedRecordToTheOneThatWasMadeAnewWithItsIdentifier() {
        twoRecords();
        sync.application.run("UPDATE account SET phone = 'ours' WHERE ext__c = 'E1'");

        sync.polled(
                OrgRecord.numbered(1).changedAt("12:30:00").with("Ext__c", "E1").deleted(),
                OrgRecord.numbered(3).changedAt("12:30:01").with("Name", "anew").with("Ext__c", "E1"));
        var result = sync.merge();

        assertThat(result.linked()).isEqualTo(1);
        assertThat(sync.rows("id, sfid, name, phone, ext__c"))
                .containsExactly("1|" + OrgRecord.id(3) + "|anew|ours|E1", "2|" + OrgRecord.id(2) + "|two|-|E2");
        assertThat(sync.staging.count(sync.mapping)).isZero();
    }

    @Test
    void refusesARecordWhoseIdentifierALivingRecordHasAndReadsThatOneAgain() {
        twoRecords();

        sync.polled(OrgRecord.numbered(3)
                .changedAt("12:30:01")
                .with("Name", "three")
                .with("Ext__c", "e2"));
        var result = sync.merge();

        assertThat(result.refused()).isEqualTo(1);
        assertThat(sync.rows("name, ext__c")).containsExactly("one|E1", "two|E2");
        assertThat(new ReadErrors(sync.database).list(sync.mapping, 10))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.sfid()).isEqualTo(OrgRecord.id(3).value());
                    assertThat(error.message()).contains(OrgRecord.id(2).value());
                });
        assertThat(new Rereads(sync.database).waiting(sync.mapping, 10))
                .extracting(Rereads.Reread::sfid)
                .containsExactly(OrgRecord.id(2));
    }

    @Test
    void takesARecordFromTheErrorsOnceItMerges() {
        twoRecords();
        sync.polled(OrgRecord.numbered(3)
                .changedAt("12:30:01")
                .with("Name", "three")
                .with("Ext__c", "e2"));
        sync.merge();
        assertThat(new ReadErrors(sync.database).list(sync.mapping, 10)).hasSize(1);

        sync.staged(
                sync.mark(Reading.REREAD),
                OrgRecord.numbered(3).changedAt("12:31:00").with("Name", "three"));
        sync.merge();

        assertThat(new ReadErrors(sync.database).list(sync.mapping, 10)).isEmpty();
        assertThat(sync.rows("name, ext__c")).containsExactly("one|E1", "two|E2", "three|-");
    }

    @Test
    void isolatesRefusedRecordsAndLetsTheWatermarkPass() {
        sync.application.run("ALTER TABLE account ADD CHECK (name <> 'bad')");
        for (int i = 1; i <= 40; i++) {
            sync.polled(OrgRecord.numbered(i).with("Name", i % 13 == 0 ? "bad" : "good"));
        }

        var result = sync.merge(MergeOrder.lastOfPoll(sync.now).inSlicesOf(16));

        assertThat(result.refused()).isEqualTo(3);
        assertThat(result.inserted()).isEqualTo(37);
        assertThat(sync.application.rows("SELECT DISTINCT name, count(*) FROM account GROUP BY 1"))
                .containsExactly("good|37");
        assertThat(new ReadErrors(sync.database).list(sync.mapping, 10))
                .extracting(ReadErrors.ReadError::sqlState)
                .containsExactly("23514", "23514", "23514");
        assertThat(sync.staging.count(sync.mapping)).isZero();
        assertThat(new Watermarks(sync.database).watermark(sync.mapping)).contains(sync.now);
    }

    @Test
    void doesNotInsertARecordWhoseDeletionWaitsByItsIdentifier() {
        sync.application.run("INSERT INTO account (name, ext__c) VALUES ('ours', 'E1')", "DELETE FROM account");

        sync.polled(OrgRecord.numbered(1).with("Name", "ours").with("Ext__c", " e1"));
        sync.merge();

        assertThat(sync.rows("name")).isEmpty();
    }

    private void twoRecords() {
        sync.polled(
                OrgRecord.numbered(1).with("Name", "one").with("Ext__c", "E1"),
                OrgRecord.numbered(2).with("Name", "two").with("Ext__c", "E2"));
        sync.merge();
        sync.changes.clear();
    }
}
