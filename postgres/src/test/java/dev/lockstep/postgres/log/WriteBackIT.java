package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static dev.lockstep.postgres.log.LogFixture.SECOND;
import static dev.lockstep.postgres.log.LogFixture.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.RowStatus;
import dev.lockstep.postgres.TestMappings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Outcomes reach their rows without anybody waiting for anybody.
class WriteBackIT {
    private static final String ROWS = "SELECT id, sfid, _hc_lastop, _hc_err FROM account ORDER BY id";

    private static LogFixture withTwoRows() {
        var fixture = LogFixture.of(TestMappings.account());
        fixture.run("INSERT INTO account (name) VALUES ('a'), ('b')");
        return fixture;
    }

    @Test
    void rowsGetTheirRecordAndStatusAndNothingIsCaptured() {
        try (var fixture = withTwoRows()) {
            fixture.settle(fixture.claim(1L, 2L), accepted(1, FIRST), accepted(2, SECOND));

            assertThat(fixture.writeBack()).isZero();
            assertThat(fixture.rows(ROWS)).containsExactly("1|" + FIRST + "|INSERTED|-", "2|" + SECOND + "|INSERTED|-");
            assertThat(fixture.rows("SELECT * FROM _trigger_log")).isEmpty();
        }
    }

    @Test
    void aRowThatAnApplicationHoldsIsPassedByAndDoneLater() {
        try (var fixture = withTwoRows();
                var holder = fixture.prepared().test().application()) {
            holder.run("BEGIN", "UPDATE account SET annualrevenue = annualrevenue WHERE id = 1");
            fixture.settle(fixture.claim(1L, 2L), accepted(1, FIRST), accepted(2, SECOND));

            assertThat(fixture.writeBack()).isOne();
            assertThat(fixture.rows(ROWS)).containsExactly("1|-|PENDING|-", "2|" + SECOND + "|INSERTED|-");

            holder.run("COMMIT");
            assertThat(fixture.writeBack()).isZero();
            assertThat(fixture.rows(ROWS)).contains("1|" + FIRST + "|INSERTED|-");
        }
    }

    @Test
    void manyRowsThatAnApplicationHoldsDoNotHoldUpTheOthers() {
        try (var fixture = LogFixture.of(TestMappings.account());
                var holder = fixture.prepared().test().application()) {
            fixture.run("INSERT INTO account (name) SELECT 'a' FROM generate_series(1, 1001)");
            fixture.run(
                    "INSERT INTO _lockstep_write_back SELECT 'account', id, id, NULL, 'UPDATED' FROM account",
                    "DELETE FROM _trigger_log");
            holder.run("BEGIN", "SELECT * FROM account WHERE id <= 1000 FOR UPDATE");

            assertThat(fixture.writeBack()).isEqualTo(1000);
            assertThat(fixture.rows("SELECT _hc_lastop FROM account WHERE id = 1001"))
                    .containsExactly("UPDATED");
        }
    }

    @Test
    void aRowThatATriggerRefusesDoesNotHoldUpTheOthers() {
        try (var fixture = withTwoRows()) {
            fixture.settle(fixture.claim(1L, 2L), accepted(1, FIRST), accepted(2, SECOND));
            fixture.run(
                    "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$",
                    "CREATE TRIGGER no BEFORE UPDATE ON account FOR EACH ROW WHEN (OLD.id = 1) EXECUTE FUNCTION no()");

            assertThat(fixture.writeBack()).isOne();
            assertThat(fixture.rows(ROWS)).containsExactly("1|-|PENDING|-", "2|" + SECOND + "|INSERTED|-");
        }
    }

    @Test
    void aRowThatAForeignKeyHoldsIsPassedBy() {
        try (var fixture = LogFixture.of(TestMappings.account(), TestMappings.contact());
                var holder = fixture.prepared().test().application()) {
            fixture.run(
                    "ALTER TABLE contact ADD FOREIGN KEY (account__ext__c) REFERENCES account (ext__c)",
                    "INSERT INTO account (ext__c) VALUES ('x')");
            fixture.accept(1, FIRST);
            holder.run("BEGIN", "INSERT INTO contact (lastname, account__ext__c) VALUES ('a', 'x')");

            assertThat(fixture.writeBack()).isOne();
            holder.run("COMMIT");
            assertThat(fixture.writeBack()).isZero();
        }
    }

    @Test
    void aRowGetsItsRecordAlsoWhileALaterChangeWaits() {
        try (var fixture = withTwoRows()) {
            fixture.run("UPDATE account SET name = 'c' WHERE id = 1");
            fixture.accept(1, FIRST);
            fixture.writeBack();
            assertThat(fixture.rows(ROWS)).contains("1|" + FIRST + "|PENDING|-");

            fixture.settle(
                    fixture.claim(3L),
                    new Settlement.Accepted(3, Optional.empty(), Optional.empty(), RowStatus.UPDATED));
            fixture.writeBack();
            assertThat(fixture.rows(ROWS)).contains("1|" + FIRST + "|UPDATED|-");
        }
    }

    @Test
    void aFailureIsShownAlsoWhereALaterChangeWaitsOrWasTaken() {
        try (var fixture = withTwoRows()) {
            fixture.run("UPDATE account SET name = 'c' WHERE id = 1", "UPDATE account SET name = 'd' WHERE id = 1");
            fixture.refuse(1, "no");
            fixture.writeBack();
            assertThat(fixture.rows(ROWS)).contains("1|-|FAILED|no");

            fixture.settle(
                    fixture.claim(3L),
                    new Settlement.Accepted(3, Optional.empty(), Optional.empty(), RowStatus.UPDATED));
            fixture.writeBack();
            assertThat(fixture.rows(ROWS)).contains("1|-|FAILED|no");
        }
    }

    @Test
    void theOutcomeOfARowThatIsGoneIsDropped() {
        try (var fixture = withTwoRows()) {
            fixture.accept(1, FIRST);
            fixture.run("DELETE FROM account WHERE id = 1");

            assertThat(fixture.writeBack()).isZero();
            assertThat(fixture.rows(ROWS)).hasSize(1);
        }
    }

    @Test
    void aNewRowWithTheIdOfADeletedOneDoesNotGetItsRecord() {
        try (var fixture = withTwoRows()) {
            fixture.accept(1, FIRST);
            fixture.run("DELETE FROM account WHERE id = 1", "INSERT INTO account (id, name) VALUES (1, 'other')");

            assertThat(fixture.writeBack()).isZero();
            assertThat(fixture.rows(ROWS)).contains("1|-|PENDING|-");
        }
    }

    @Test
    void aRenumberedRowIsFollowed() {
        try (var fixture = withTwoRows()) {
            fixture.accept(1, FIRST);
            fixture.run(
                    "UPDATE account SET id = 11 WHERE id = 1",
                    "UPDATE account SET id = 21 WHERE id = 11",
                    "INSERT INTO account (id, name) VALUES (1, 'other')");
            fixture.writeBack();

            assertThat(fixture.rows(ROWS))
                    .containsExactly("1|-|PENDING|-", "2|-|PENDING|-", "21|" + FIRST + "|PENDING|-");
        }
    }

    @Test
    void aRecordThatAnotherRowHasIsNotGivenTwice() {
        try (var fixture = withTwoRows()) {
            fixture.runUncaptured("UPDATE account SET sfid = '" + FIRST + "' WHERE id = 2");
            fixture.accept(1, FIRST);

            assertThat(fixture.writeBack()).isZero();
            assertThat(fixture.rows(ROWS))
                    .containsExactly(
                            "1|-|FAILED|the record " + FIRST + " belongs to the row 2 already",
                            "2|" + FIRST + "|PENDING|-");
        }
    }

    @Test
    void ofTwoRowsThatTurnOutToBeOneRecordTheFirstGetsIt() {
        try (var fixture = withTwoRows()) {
            fixture.settle(fixture.claim(1L, 2L), accepted(1, FIRST), accepted(2, FIRST));

            assertThat(fixture.writeBack()).isZero();
            assertThat(fixture.rows(ROWS))
                    .containsExactly(
                            "1|" + FIRST + "|INSERTED|-",
                            "2|-|FAILED|the record " + FIRST + " belongs to the row 1 already");
        }
    }
}
