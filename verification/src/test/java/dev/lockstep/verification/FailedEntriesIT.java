package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.Shift;
import dev.lockstep.model.configuration.FailedEntries;
import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.Occurrence;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an entry that the org refused does to others, and how it is settled without anybody's work on
/// the log.
class FailedEntriesIT {
    private static final String ARCHIVE = "SELECT action, state FROM _trigger_log_archive ORDER BY id";

    private Stage stage;

    /// Each test begins it in its own way.
    @SuppressWarnings("NullAway.Init")
    private Shift shift;

    @SuppressWarnings("NullAway.Init")
    private Sql application;

    @BeforeEach
    void set(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.accounts(), Mappings.contacts(), Mappings.leads());
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private void begin(WriteAlgorithm algorithm, FailedEntries failedEntries) {
        stage.write(algorithm, failedEntries);
        shift = stage.begin();
        application = stage.application();
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionInTheRowSettlesTheInsertThatFailed(WriteAlgorithm algorithm) {
        begin(algorithm, FailedEntries.HOLD_RECORD);
        refuse();

        application.run("UPDATE lead SET email = 'a@example.com', phone = '1' WHERE lastname = 'Refused'");
        stage.until(application, "SELECT _hc_lastop, _hc_err FROM lead WHERE lastname = 'Refused'", "SYNCED|-");
        stage.untilSettled(shift);

        assertThat(stage.person().ids("Lead", "Email = 'a@example.com' AND Phone = '1'"))
                .containsExactly(application.one("SELECT sfid FROM lead WHERE lastname = 'Refused'"));
        assertThat(application.rows(ARCHIVE)).containsExactly("INSERT|SUCCESS", "UPDATE|MERGED");
        assertThat(application.rows("SELECT id FROM _trigger_log")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionThatCorrectsNothingFailsAsWellAndSaysSo(WriteAlgorithm algorithm) {
        begin(algorithm, FailedEntries.HOLD_RECORD);
        refuse();

        application.run("UPDATE lead SET phone = '1' WHERE lastname = 'Refused'");
        stage.until(application, "SELECT count(*) FROM _trigger_log WHERE state = 'FAILED'", "2");
        stage.untilSettled(shift);

        assertThat(application.one("SELECT _hc_lastop, left(_hc_err, 21) FROM lead WHERE lastname = 'Refused'"))
                .isEqualTo("FAILED|INVALID_EMAIL_ADDRESS");
        assertThat(stage.person().count("Lead", "LastName = 'Refused'")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void deletingTheRowSettlesTheInsertThatFailed(WriteAlgorithm algorithm) {
        begin(algorithm, FailedEntries.HOLD_RECORD);
        refuse();

        application.run("DELETE FROM lead WHERE lastname = 'Refused'");
        stage.until(application, "SELECT count(*) FROM _trigger_log_archive", "2");
        stage.untilSettled(shift);

        assertThat(application.rows(ARCHIVE)).containsExactly("INSERT|IGNORED", "DELETE|IGNORED");
        assertThat(stage.person().count("Lead", "LastName = 'Refused'")).isZero();
    }

    @Test
    void holdRecordLetsOthersGoButNotWhatRefersToIt() {
        begin(WriteAlgorithm.ORDERED, FailedEntries.HOLD_RECORD);
        application.run("INSERT INTO account (name, external_id__c) VALUES (NULL, 'A-1')");
        stage.until(application, "SELECT count(*) FROM _trigger_log WHERE state = 'FAILED'", "1");

        application.run(
                "INSERT INTO contact (lastname, external_id__c, account__external_id__c) VALUES ('Child', 'C-1',"
                        + " 'A-1')",
                "INSERT INTO lead (lastname, company) VALUES ('Other', 'Example K.K.')");
        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Other'", "SYNCED");
        assertThat(application.one("SELECT _hc_lastop FROM contact WHERE lastname = 'Child'"))
                .isEqualTo("PENDING");

        application.run("UPDATE account SET name = 'Named' WHERE external_id__c = 'A-1'");
        stage.until(application, "SELECT _hc_lastop FROM contact WHERE lastname = 'Child'", "SYNCED");
        assertThat(stage.person().count("Contact", "Account.Name = 'Named'")).isEqualTo(1);
    }

    @Test
    void stallLetsNothingGoButWhatCorrectsIt() {
        begin(WriteAlgorithm.ORDERED, FailedEntries.STALL);
        refuse();
        application.run("INSERT INTO lead (lastname, company) VALUES ('Other', 'Example K.K.')");

        application.run("UPDATE lead SET email = NULL WHERE lastname = 'Refused'");
        stage.until(
                application,
                "SELECT count(*) FROM lead WHERE _hc_lastop = 'SYNCED' AND lastname IN ('Refused', 'Other')",
                "2");
        assertThat(application.rows(
                        "SELECT lastname FROM lead WHERE lastname IN ('Refused', 'Other') ORDER BY sfid COLLATE \"C\""))
                .as("in the order in which the org made them")
                .containsExactly("Refused", "Other");
    }

    @Test
    void failSendsLaterChangesOfTheRecordAndSettlesWhatTheyHaveReplaced() {
        begin(WriteAlgorithm.ORDERED, FailedEntries.FAIL);
        application.run("INSERT INTO lead (lastname, company) VALUES ('Refused', 'Example K.K.')");
        stage.untilSettled(shift);
        application.run("UPDATE lead SET email = 'no address' WHERE lastname = 'Refused'");
        stage.until(application, "SELECT count(*) FROM _trigger_log WHERE state = 'FAILED'", "1");

        application.run("UPDATE lead SET phone = '1' WHERE lastname = 'Refused'");
        stage.until(
                application, "SELECT string_agg(state, ' ' ORDER BY id) FROM _trigger_log_archive", "SUCCESS SUCCESS");
        assertThat(application.rows("SELECT state FROM _trigger_log")).containsExactly("FAILED");

        application.run("UPDATE lead SET email = 'a@example.com' WHERE lastname = 'Refused'");
        stage.until(application, "SELECT count(*) FROM _trigger_log_archive WHERE state = 'MERGED'", "1");
        stage.untilSettled(shift);
        assertThat(application.one("SELECT _hc_lastop, _hc_err FROM lead WHERE lastname = 'Refused'"))
                .isEqualTo("SYNCED|-");
        assertThat(stage.person().count("Lead", "Email = 'a@example.com' AND Phone = '1'"))
                .isEqualTo(1);
    }

    @Test
    void lockedRecordsAreTriedAgainByThemselvesAndTheirNextTryCanBeSeen() {
        begin(WriteAlgorithm.ORDERED, FailedEntries.HOLD_RECORD);
        stage.org()
                .faults()
                .add(new FaultRule(
                        new Fault.RowsLocked(), RequestPattern.of(Api.SOAP, "create"), new Occurrence.Next(3)));
        application.run("INSERT INTO lead (lastname, company) VALUES ('Locked', 'Example K.K.')");

        stage.until(
                application,
                "SELECT tries, next_try > now(), left(reason, 18) FROM _lockstep_retry",
                "3|t|UNABLE_TO_LOCK_ROW");
        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Locked'", "SYNCED");
        assertThat(stage.person().count("Lead", "LastName = 'Locked'")).isEqualTo(1);
        assertThat(application.rows("SELECT * FROM _lockstep_retry")).isEmpty();
    }

    private void refuse() {
        application.run("INSERT INTO lead (lastname, company, email) VALUES ('Refused', 'Example K.K.', 'no address')");
        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Refused'", "FAILED");
    }
}
