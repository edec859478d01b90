package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static dev.lockstep.postgres.log.LogFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockstep.model.RecordId;
import dev.lockstep.model.RowStatus;
import dev.lockstep.postgres.TestMappings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which record of the org an entry is about: what the entry says, what was settled, what the row says.
class LogRecordsIT {
    private static Optional<RecordId> lastWaiting(LogFixture fixture) {
        return fixture.log().waiting(0, 100).getLast().sfid();
    }

    private static Map<String, Optional<String>> phone(String value) {
        return Map.of("phone", Optional.of(value));
    }

    private static LogFixture withRow() {
        var fixture = LogFixture.of(TestMappings.account());
        fixture.run("INSERT INTO account (name) VALUES ('a')");
        return fixture;
    }

    @Test
    void theEntryItselfComesFirst() {
        try (var fixture = withRow()) {
            fixture.accept(1, FIRST);
            fixture.runUncaptured("UPDATE account SET sfid = '" + SECOND + "'");
            fixture.run("UPDATE account SET name = 'b'");

            assertThat(lastWaiting(fixture)).contains(SECOND);
        }
    }

    @Test
    void aSettledInsertTellsBeforeItsRowDoes() {
        try (var fixture = withRow()) {
            fixture.run("UPDATE account SET name = 'b'");
            assertThat(lastWaiting(fixture)).isEmpty();

            fixture.accept(1, FIRST);
            assertThat(lastWaiting(fixture)).contains(FIRST);
            assertThat(fixture.rows("SELECT sfid FROM account")).containsExactly("-");
        }
    }

    @Test
    void aSettledInsertTellsWhatTheDeletionOfItsRowIsAbout() {
        try (var fixture = withRow()) {
            fixture.run("DELETE FROM account");
            fixture.accept(1, FIRST);

            assertThat(lastWaiting(fixture)).contains(FIRST);
        }
    }

    @Test
    void theRowTellsWhereNothingElseDoes() {
        try (var fixture = withRow()) {
            fixture.run("UPDATE account SET name = 'b'");
            fixture.runUncaptured("UPDATE account SET sfid = '" + FIRST + "'");

            assertThat(lastWaiting(fixture)).contains(FIRST);
        }
    }

    @Test
    void aRenumberedRowIsFoundByWhatWasSettledUnderItsOldId() {
        try (var fixture = withRow()) {
            fixture.run(
                    "UPDATE account SET id = 11",
                    "UPDATE account SET id = 21",
                    "UPDATE account SET name = 'b' WHERE id = 21");
            fixture.accept(1, FIRST);

            var waiting = fixture.log().waiting(0, 100);
            // The last but one entry is older than the second change of the key, and about the same row.
            assertThat(waiting).extracting(Entry::recordId).containsOnly(21L);
            assertThat(waiting).extracting(Entry::sfid).containsOnly(Optional.of(FIRST));
        }
    }

    @Test
    void rowsThatSwapTheirIdsInOneStatementKeepTheirRecords() {
        try (var fixture = withRow()) {
            fixture.run(
                    "ALTER TABLE account DROP CONSTRAINT account_pkey,"
                            + " ADD CONSTRAINT account_pkey PRIMARY KEY (id) DEFERRABLE INITIALLY DEFERRED",
                    "INSERT INTO account (name) VALUES ('b')",
                    "UPDATE account SET id = 3 - id",
                    "UPDATE account SET phone = name WHERE id = 1",
                    "UPDATE account SET phone = name WHERE id = 2");
            fixture.accept(1, FIRST);
            fixture.accept(2, SECOND);

            assertThat(fixture.log().waiting(5, 100))
                    .extracting(Entry::values, Entry::sfid)
                    .containsExactly(tuple(phone("b"), Optional.of(SECOND)), tuple(phone("a"), Optional.of(FIRST)));
        }
    }

    @Test
    void whatWasSettledBeforeASettledDeletionIsAnotherRecord() {
        try (var fixture = withRow()) {
            fixture.accept(1, FIRST);
            fixture.run("DELETE FROM account");
            fixture.settle(
                    fixture.claim(2L),
                    new Settlement.Accepted(2, Optional.empty(), Optional.empty(), RowStatus.SYNCED));
            fixture.run("INSERT INTO account (id, name) VALUES (1, 'again')", "UPDATE account SET name = 'b'");

            assertThat(fixture.log().waiting(0, 100)).extracting(Entry::sfid).containsOnly(Optional.empty());
        }
    }

    @Test
    void whatWasSettledBeforeAnUnsettledDeletionIsAnotherRecord() {
        try (var fixture = withRow()) {
            fixture.accept(1, FIRST);
            fixture.run(
                    "DELETE FROM account",
                    "INSERT INTO account (id, name) VALUES (1, 'again')",
                    "UPDATE account SET name = 'b'");

            assertThat(fixture.log().waiting(0, 100))
                    .extracting(Entry::sfid)
                    .containsExactly(Optional.of(FIRST), Optional.empty(), Optional.empty());
        }
    }

    @Test
    void anIdThatATruncatedTableGivesOutAgainIsAnotherRecord() {
        try (var fixture = withRow()) {
            fixture.accept(1, FIRST);
            fixture.runUncaptured("TRUNCATE account RESTART IDENTITY");
            fixture.run("INSERT INTO account (name) VALUES ('again')", "UPDATE account SET name = 'b'");

            assertThat(fixture.log().waiting(0, 100))
                    .extracting(Entry::recordId, Entry::sfid)
                    .containsOnly(tuple(1L, Optional.empty()));
        }
    }

    @Test
    void aDeletionIsNotAboutTheRecordOfTheRowThatHasTheIdNow() {
        try (var fixture = withRow()) {
            fixture.run("DELETE FROM account");
            fixture.runUncaptured("INSERT INTO account (id, sfid) VALUES (1, '" + SECOND + "')");

            assertThat(lastWaiting(fixture)).isEmpty();
        }
    }

    @Test
    void aRowCapturedAgainBeforeItsIdIsWrittenBackKeepsIt() {
        try (var fixture = withRow()) {
            fixture.accept(1, FIRST);
            fixture.run("SELECT hc_capture_insert_from_row(hstore(t.*), 'account') FROM account t");

            assertThat(lastWaiting(fixture)).contains(FIRST);
        }
    }

    @Test
    void ownersAreKnownByEntriesAndByRows() {
        try (var fixture = withRow()) {
            var owners = new RecordOwners(fixture.prepared().database());
            var both = List.of(FIRST, SECOND);
            fixture.accept(1, FIRST);
            assertThat(owners.byEntries("account", both)).containsExactly(FIRST);
            assertThat(owners.byRows("account", both)).isEmpty();

            fixture.writeBack();
            assertThat(owners.byRows("account", both)).containsExactly(FIRST);
        }
    }
}
