package dev.lockstep.postgres.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.TestMappings;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Records without an identifier that an insert of unknown outcome may have made.
final class MergeHeldIT {
    private final MergeFixture sync = new MergeFixture(TestMappings.contact());

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void holdsARecordThatAnOpenInsertMayHaveMadeAndLinksItWhenTheInsertSettles() {
        openInsertAt("12:00:00");
        sync.polled(
                OrgRecord.numbered(1).with("LastName", "Doe"),
                OrgRecord.numbered(2).with("LastName", "Doe"));

        var held = sync.merge(MergeOrder.lastOfPoll(sync.now));

        assertThat(held.held()).isEqualTo(2);
        assertThat(new Watermarks(sync.database).watermark(sync.mapping)).contains(sync.now);
        assertThat(sync.rows("sfid, lastname")).containsExactly("-|Doe");

        settle();
        var linked = sync.merge();

        assertThat(linked.linked()).isEqualTo(1);
        assertThat(linked.inserted()).as("the other one isn't ours").isEqualTo(1);
        assertThat(sync.rows("sfid, lastname")).containsExactly(OrgRecord.id(1) + "|Doe", OrgRecord.id(2) + "|Doe");
        assertThat(new Rereads(sync.database).waiting(sync.mapping, 10))
                .as("it was read before its insert was settled")
                .extracting(Rereads.Reread::sfid)
                .containsExactly(OrgRecord.id(1));
    }

    @Test
    void makesAHeldRecordARowAfterTenMinutesAndNamesTheAttempt() {
        openInsertAt("12:00:00");
        sync.polled(OrgRecord.numbered(1).with("LastName", "Doe"));
        sync.merge();

        sync.now = sync.now.plus(Duration.ofMinutes(9));
        assertThat(sync.merge().held()).isEqualTo(1);
        // A newer version of the record doesn't begin the time anew.
        sync.polled(OrgRecord.numbered(1).with("LastName", "Doe"));
        assertThat(sync.merge().held()).isEqualTo(1);
        sync.now = sync.now.plus(Duration.ofMinutes(1));
        var result = sync.merge();

        assertThat(result.inserted()).isEqualTo(1);
        assertThat(result.released()).containsExactly(new MergeResult.Released(OrgRecord.id(1), 1));
        assertThat(sync.rows("sfid")).containsExactly("-", OrgRecord.id(1).value());
    }

    @Test
    void makesTwoRowsOneWhereTheInsertIsAcceptedAfterItsRecordBecameARow() {
        makesReleasedRow();
        settle();
        sync.application.run("INSERT INTO _lockstep_write_back (table_name, record_id, entry_id, sfid, lastop)"
                + " VALUES ('contact', 1, 1, '" + OrgRecord.id(1) + "', 'INSERTED')");

        sync.staged(sync.mark(Reading.READ_BACK), OrgRecord.numbered(1).with("LastName", "Doe"));
        var result = sync.merge();

        assertThat(result.linked()).isEqualTo(1);
        assertThat(sync.rows("id, sfid, lastname, _hc_lastop")).containsExactly("1|" + OrgRecord.id(1) + "|Doe|SYNCED");
    }

    private void makesReleasedRow() {
        openInsertAt("12:00:00");
        sync.polled(OrgRecord.numbered(1).with("LastName", "Doe"));
        sync.merge();
        sync.now = sync.now.plus(Duration.ofMinutes(10));
        sync.merge();
        assertThat(sync.rows("sfid")).hasSize(2);
    }

    @Test
    void doesNotHoldARecordThatIsOlderThanTheAttempt() {
        openInsertAt("12:00:07");
        sync.polled(
                OrgRecord.numbered(1).with("LastName", "older"),
                OrgRecord.numbered(2).with("LastName", "as old"));

        var result = sync.merge();

        assertThat(result.inserted()).isEqualTo(1);
        assertThat(result.held()).as("clocks differ by up to five seconds").isEqualTo(1);
        assertThat(sync.rows("lastname")).containsExactly("Doe", "older");
    }

    @Test
    void doesNotHoldAnOldRecordThatWasOnlyChangedSince() {
        openInsertAt("12:30:00");
        sync.polled(OrgRecord.numbered(1).changedAt("12:31:00").with("LastName", "old"));

        assertThat(sync.merge().inserted()).isEqualTo(1);
    }

    @Test
    void doesNotHoldForAttemptsThatAreSettledOrOfAnotherTable() {
        openInsertAt("12:00:00");
        sync.application.run("UPDATE _lockstep_attempt SET state = 'RELEASED'");
        sync.application.run("""
            INSERT INTO _lockstep_attempt (epoch, operation, entry_ids, tables, org_time)
            VALUES (1, 'CREATE', '{7}', '{account}', '2026-01-02 12:00:00Z'),
                   (1, 'UPDATE', '{8}', '{contact}', '2026-01-02 12:00:00Z')\
            """);
        sync.polled(OrgRecord.numbered(1).with("LastName", "theirs"));

        assertThat(sync.merge().inserted()).isEqualTo(1);
    }

    @Test
    void doesNotInsertARecordWhoseRowWasDeletedBeforeItsInsertWasSettled() {
        openInsertAt("12:00:00");
        sync.application.run("DELETE FROM contact");
        settle();

        sync.polled(OrgRecord.numbered(1).with("LastName", "Doe"));
        sync.merge();

        assertThat(sync.rows("lastname")).isEmpty();
        assertThat(sync.staging.count(sync.mapping)).isZero();
    }

    private void openInsertAt(String orgTime) {
        sync.application.run("INSERT INTO contact (lastname) VALUES ('Doe')");
        sync.application.run("UPDATE _trigger_log SET state = 'PENDING', _lockstep_attempt = 1");
        sync.application.run("""
            INSERT INTO _lockstep_attempt (epoch, operation, entry_ids, tables, org_time)
            VALUES (1, 'CREATE', '{1}', '{contact}', '2026-01-02 %sZ')\
            """.formatted(orgTime));
    }

    private void settle() {
        sync.accepted("action = 'INSERT'", "'" + OrgRecord.id(1) + "'");
        sync.application.run("UPDATE _lockstep_attempt SET state = 'SETTLED'");
    }
}
