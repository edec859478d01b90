package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.Shift;
import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What waits of a record goes to the org as one change.
class MergedWritingIT {
    private static final String ARCHIVE = "SELECT action, state FROM _trigger_log_archive ORDER BY id";

    private Stage stage;
    private Shift shift;
    private Sql application;

    @BeforeEach
    void begin(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.accounts(), Mappings.contacts(), Mappings.leads());
        stage.write(WriteAlgorithm.MERGED);
        shift = stage.begin();
        application = stage.application();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void makesARecordInItsLastStateByOneCall() {
        application.run(
                "BEGIN",
                "INSERT INTO lead (lastname, company, phone) VALUES ('Merged', 'Example K.K.', '0')",
                "UPDATE lead SET phone = '1' WHERE lastname = 'Merged'",
                "UPDATE lead SET phone = '2', firstname = 'Ada' WHERE lastname = 'Merged'",
                "COMMIT");

        stage.untilSettled(shift);

        assertThat(application.rows(ARCHIVE)).containsExactly("INSERT|SUCCESS", "UPDATE|MERGED", "UPDATE|MERGED");
        assertThat(application.one("SELECT name, phone, _hc_lastop FROM lead WHERE lastname = 'Merged'"))
                .isEqualTo("Ada Merged|2|SYNCED");
        assertThat(stage.requests(Api.SOAP, "create")).isEqualTo(1);
        assertThat(stage.requests(Api.SOAP, "update")).isZero();
    }

    @Test
    void sendsNothingOfARowThatCameAndWent() {
        application.run(
                "BEGIN",
                "INSERT INTO lead (lastname, company) VALUES ('Fleeting', 'Example K.K.')",
                "DELETE FROM lead WHERE lastname = 'Fleeting'",
                "COMMIT");

        stage.untilSettled(shift);

        assertThat(application.rows(ARCHIVE)).containsExactly("INSERT|IGNORED", "DELETE|IGNORED");
        assertThat(stage.requests(Api.SOAP, "create")).isZero();
    }

    @Test
    void fillsItsCallsAcrossObjectsAndParents() {
        application.run(
                "BEGIN",
                "DO $$ BEGIN FOR n IN 1..20 LOOP"
                        + " INSERT INTO contact (lastname, external_id__c, account__external_id__c)"
                        + " VALUES ('Child ' || n, 'C-' || n, 'A-' || n);"
                        + " INSERT INTO account (name, external_id__c) VALUES ('Parent ' || n, 'A-' || n);"
                        + " END LOOP; END $$",
                "COMMIT");

        stage.untilSettled(shift);

        assertThat(stage.requests(Api.SOAP, "upsert")).isEqualTo(2);
        assertThat(application.one("SELECT count(*) FROM contact c JOIN account a ON c.accountid = a.sfid"
                        + " WHERE c._hc_lastop = 'SYNCED' AND c.lastname LIKE 'Child %'"))
                .isEqualTo("20");
    }

    @Test
    void doesNotDoubleARecordWhoseAnswerWasLostWithItsLaterChangesInIt() {
        stage.org().faults().add(FaultRule.once(new Fault.AnswerLost(), RequestPattern.of(Api.SOAP, "create")));
        application.run(
                "BEGIN",
                "INSERT INTO lead (lastname, company, phone) VALUES ('Merged', 'Example K.K.', '0')",
                "UPDATE lead SET phone = '1' WHERE lastname = 'Merged'",
                "COMMIT");
        stage.until(application, "SELECT count(*) FROM _lockstep_attempt WHERE state = 'UNKNOWN'", "1");
        application.run("UPDATE lead SET phone = '2' WHERE lastname = 'Merged'");

        stage.untilSettled(shift);

        assertThat(stage.person().ids("Lead", "LastName = 'Merged' AND Phone = '2'"))
                .containsExactly(application.one("SELECT sfid FROM lead WHERE lastname = 'Merged'"));
        assertThat(stage.person().count("Lead", "LastName = 'Merged'")).isEqualTo(1);
        assertThat(application.rows(ARCHIVE)).containsExactly("INSERT|SUCCESS", "UPDATE|MERGED", "UPDATE|SUCCESS");
    }

    @Test
    void goesOnWithTheOtherAlgorithmWhenItIsTold() {
        shift.writeBy(WriteAlgorithm.ORDERED);
        changeThreeTimes("First");
        stage.untilSettled(shift);
        shift.writeBy(WriteAlgorithm.MERGED);
        changeThreeTimes("Second");
        stage.untilSettled(shift);

        assertThat(application.rows(ARCHIVE))
                .containsExactly(
                        "INSERT|SUCCESS",
                        "UPDATE|SUCCESS",
                        "UPDATE|SUCCESS",
                        "INSERT|SUCCESS",
                        "UPDATE|MERGED",
                        "UPDATE|MERGED");
    }

    private void changeThreeTimes(String name) {
        application.run(
                "BEGIN",
                "INSERT INTO lead (lastname, company) VALUES ('" + name + "', 'Example K.K.')",
                "UPDATE lead SET phone = '1' WHERE lastname = '" + name + "'",
                "UPDATE lead SET phone = '2' WHERE lastname = '" + name + "'",
                "COMMIT");
    }
}
