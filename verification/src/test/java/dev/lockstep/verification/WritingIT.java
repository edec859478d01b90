package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.Shift;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.Occurrence;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes of an application on their way to the org.
class WritingIT {
    private Stage stage;
    private Shift shift;
    private Sql application;

    @BeforeEach
    void begin(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.accounts(), Mappings.contacts(), Mappings.leads());
        shift = stage.begin();
        application = stage.application();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void keepsTheOrderOfTheChangesOfARecord() {
        application.run("BEGIN", "INSERT INTO lead (lastname, company, phone) VALUES ('Ordered', 'Example K.K.', '0')");
        for (int version = 1; version <= 5; version++) {
            application.run("UPDATE lead SET phone = '" + version + "' WHERE lastname = 'Ordered'");
        }
        application.run("COMMIT");

        stage.untilSettled(shift);

        var id = application.one("SELECT sfid FROM lead WHERE lastname = 'Ordered' AND _hc_lastop = 'SYNCED'");
        assertThat(stage.person().text("Lead", id, "Phone")).isEqualTo("5");
        assertThat(application.rows("SELECT action, state FROM _trigger_log_archive ORDER BY _lockstep_settled"))
                .containsExactly(
                        "INSERT|SUCCESS",
                        "UPDATE|SUCCESS",
                        "UPDATE|SUCCESS",
                        "UPDATE|SUCCESS",
                        "UPDATE|SUCCESS",
                        "UPDATE|SUCCESS");
    }

    /// Else somebody who waits for both sides would look at rows that aren't what they are going to be.
    @Test
    void isNotSettledBeforeWhatWasWrittenIsReadBack() {
        stage.org()
                .faults()
                .add(new FaultRule(
                        new Fault.AnswerHeld(Duration.ofSeconds(2)),
                        RequestPattern.of(Api.REST, "queryAll", "Lead"),
                        new Occurrence.Next(3)));
        application.run("INSERT INTO lead (lastname, company) VALUES ('Read back', 'Example K.K.')");

        stage.until(application, "SELECT state FROM _trigger_log_archive", "SUCCESS");

        assertThat(shift.backlog().isSettled()).isFalse();
        stage.untilSettled(shift);
        assertThat(application.one("SELECT _hc_lastop FROM lead WHERE lastname = 'Read back'"))
                .isEqualTo("SYNCED");
    }

    @Test
    void sendsAChildThatNamesAParentOfTheSameTransaction() {
        application.run(
                "BEGIN",
                "INSERT INTO contact (lastname, external_id__c, account__external_id__c) VALUES ('Child', 'C-1',"
                        + " 'A-1')",
                "INSERT INTO account (name, external_id__c) VALUES ('Parent', 'A-1')",
                "COMMIT");

        stage.untilSettled(shift);

        assertThat(application.one("SELECT c._hc_lastop, c.accountid = a.sfid FROM contact c, account a"
                        + " WHERE c.external_id__c = 'C-1' AND a.external_id__c = 'A-1'"))
                .isEqualTo("SYNCED|t");
        assertThat(stage.person().count("Contact", "LastName = 'Child' AND Account.External_Id__c = 'A-1'"))
                .isEqualTo(1);
    }

    @Test
    void leavesNothingOfARowThatWasDeletedBeforeItWasSent() {
        application.run(
                "BEGIN",
                "INSERT INTO lead (lastname, company) VALUES ('Fleeting', 'Example K.K.')",
                "DELETE FROM lead WHERE lastname = 'Fleeting'",
                "COMMIT");

        stage.until(application, "SELECT count(*) FROM _trigger_log_archive", "2");
        stage.untilSettled(shift);

        assertThat(stage.person().count("Lead", "LastName = 'Fleeting'")).isZero();
        assertThat(application.one("SELECT count(*) FROM lead WHERE lastname = 'Fleeting'"))
                .isEqualTo("0");
    }

    @Test
    void sendsNoChangeOfARefusedRecordWithoutTheRefusedOneAndHoldsNobodyElsesUp() {
        refused();
        application.run("UPDATE lead SET phone = '1' WHERE lastname = 'Refused'");
        stage.until(application, "SELECT count(*) FROM _trigger_log WHERE state = 'FAILED'", "2");
        application.run("INSERT INTO lead (lastname, company) VALUES ('Taken', 'Example K.K.')");

        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Taken'", "SYNCED");

        assertThat(application.rows("SELECT action, state FROM _trigger_log ORDER BY id"))
                .containsExactly("INSERT|FAILED", "UPDATE|FAILED");
        assertThat(stage.person().count("Lead", "LastName = 'Refused'")).isZero();
    }

    @Test
    void saysOnTheRowWhyTheOrgRefusedIt() {
        refused();

        assertThat(application.one("SELECT _hc_err FROM lead WHERE lastname = 'Refused'"))
                .contains("INVALID_EMAIL_ADDRESS")
                .contains("Email");
        assertThat(application.one("SELECT sf_message FROM _trigger_log")).contains("INVALID_EMAIL_ADDRESS");
    }

    @Test
    void sendsAFailedEntryAgainThatAPersonHasCorrected() {
        refused();

        application.run(
                "BEGIN",
                "UPDATE lead SET email = 'a@example.com' WHERE lastname = 'Refused'",
                "UPDATE _trigger_log SET \"values\" = replace(\"values\", 'no address', 'a@example.com'), state = 'NEW'"
                        + " WHERE state = 'FAILED'",
                "COMMIT");

        stage.until(
                application, "SELECT _hc_lastop, email FROM lead WHERE lastname = 'Refused'", "SYNCED|a@example.com");
        stage.untilSettled(shift);
        assertThat(stage.person().ids("Lead", "LastName = 'Refused' AND Email = 'a@example.com'"))
                .containsExactly(application.one("SELECT sfid FROM lead WHERE lastname = 'Refused'"));
    }

    @Test
    void sendsAFailedEntryAgainOnceItsCauseIsGone() {
        application.run("INSERT INTO contact (lastname, external_id__c, account__external_id__c)"
                + " VALUES ('Orphan', 'C-1', 'A-1')");
        stage.until(application, "SELECT _hc_lastop FROM contact WHERE external_id__c = 'C-1'", "FAILED");

        stage.person().create("Account", "Name", "Parent", "External_Id__c", "A-1");
        application.run("UPDATE _trigger_log SET state = 'NEW' WHERE state = 'FAILED'");

        stage.until(application, "SELECT _hc_lastop FROM contact WHERE external_id__c = 'C-1'", "SYNCED");
        assertThat(stage.person().count("Contact", "LastName = 'Orphan' AND Account.External_Id__c = 'A-1'"))
                .isEqualTo(1);
    }

    @Test
    void sendsAnArchivedEntryAgainThatAPersonHasRequeued() {
        application.run("INSERT INTO lead (lastname, company) VALUES ('Again', 'Example K.K.')");
        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Again'", "SYNCED");
        var id = application.one("SELECT sfid FROM lead WHERE lastname = 'Again'");
        application.run("UPDATE lead SET phone = '1' WHERE lastname = 'Again'");
        stage.until(application, "SELECT count(*) FROM _trigger_log_archive WHERE state = 'SUCCESS'", "2");
        stage.person().update("Lead", id, "Phone", "2");
        stage.until(application, "SELECT phone FROM lead WHERE lastname = 'Again'", "2");

        application.run("UPDATE _trigger_log_archive SET state = 'REQUEUE' WHERE action = 'UPDATE'");

        stage.until(application, "SELECT phone FROM lead WHERE lastname = 'Again'", "1");
        assertThat(stage.person().text("Lead", id, "Phone")).isEqualTo("1");
        assertThat(application.rows("SELECT action, state FROM _trigger_log_archive ORDER BY id"))
                .containsExactly("INSERT|SUCCESS", "UPDATE|REQUEUED", "UPDATE|SUCCESS");
    }

    @Test
    void neverMakesASecondRecordOfARequeuedInsert() {
        application.run("INSERT INTO lead (lastname, company) VALUES ('Again', 'Example K.K.')");
        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Again'", "SYNCED");

        application.run("UPDATE _trigger_log_archive SET state = 'REQUEUE' WHERE action = 'INSERT'");

        stage.until(
                application, "SELECT string_agg(state, ' ' ORDER BY id) FROM _trigger_log_archive", "REQUEUED SUCCESS");
        assertThat(stage.person().count("Lead", "LastName = 'Again'")).isEqualTo(1);
    }

    @Test
    void givesARowItsRecordLaterWhereAnApplicationHoldsIt() {
        stage.org()
                .faults()
                .add(FaultRule.once(
                        new Fault.AnswerHeld(Duration.ofSeconds(3)), RequestPattern.of(Api.SOAP, "create")));
        application.run("INSERT INTO lead (lastname, company) VALUES ('Held', 'Example K.K.')");
        stage.events().until("the record", () -> stage.person().count("Lead", "LastName = 'Held'") == 1);
        application.run(
                "BEGIN", "SET LOCAL lock_timeout = '1s'", "SELECT FROM lead WHERE lastname = 'Held' FOR UPDATE");

        stage.events().await(SyncEvent.ArrivedInOrg.class, event -> true);
        stage.events()
                .until("the outcome to wait for its row", () -> shift.backlog().writeBacks() == 1);
        assertThat(application.one("SELECT sfid, _hc_lastop FROM lead WHERE lastname = 'Held'"))
                .isEqualTo("-|PENDING");
        application.run("UPDATE lead SET phone = '1' WHERE lastname = 'Held'", "COMMIT");

        stage.until(application, "SELECT _hc_lastop, sfid IS NOT NULL FROM lead WHERE lastname = 'Held'", "SYNCED|t");
        assertThat(stage.person().count("Lead", "LastName = 'Held' AND Phone = '1'"))
                .isEqualTo(1);
    }

    @Test
    void mergesWhatTheOrgDerivesBeforeARowIsSynced() {
        application.run("INSERT INTO lead (firstname, lastname, company) VALUES ('Ada', 'Derived', 'Example K.K.')");

        stage.until(
                application,
                "SELECT name FROM lead WHERE _hc_lastop = 'SYNCED' AND lastname = 'Derived'",
                "Ada Derived");
    }

    private void refused() {
        application.run("INSERT INTO lead (lastname, company, email) VALUES ('Refused', 'Example K.K.', 'no address')");
        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Refused'", "FAILED");
    }
}
