package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An application that waits in SQL until what it wrote is in the org.
class WaitingIT {
    private Stage stage;
    private Sql application;

    @BeforeEach
    void begin(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.accounts(), Mappings.contacts(), Mappings.leads());
        stage.begin();
        application = stage.application();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void findsTheRecordAndWhatTheOrgDerivedAtOnce() {
        var row = application.one("INSERT INTO lead (firstname, lastname, company)"
                + " VALUES ('Ada', 'Awaited', 'Example K.K.') RETURNING id");

        assertThat(application.one("SELECT state, message FROM lockstep_wait_for_row('lead', " + row + ", '60 s')"))
                .isEqualTo("SYNCED|-");

        assertThat(application.one("SELECT name FROM lead WHERE id = " + row)).isEqualTo("Ada Awaited");
        assertThat(stage.person().ids("Lead", "LastName = 'Awaited'"))
                .containsExactly(application.one("SELECT sfid FROM lead WHERE id = " + row));
    }

    @Test
    void waitsForAllThatATransactionWrote() {
        application.run("BEGIN", "INSERT INTO account (name, external_id__c) VALUES ('Parent', 'A-1')");
        var transaction = application.one("SELECT txid_current()");
        application.run(
                "INSERT INTO contact (lastname, external_id__c, account__external_id__c) VALUES ('Child', 'C-1',"
                        + " 'A-1')",
                "COMMIT");

        assertThat(application.one("SELECT * FROM lockstep_wait_for_transaction(" + transaction + ", '60 s')"))
                .isEqualTo("SYNCED|2|0|0|-");

        assertThat(stage.person().count("Contact", "LastName = 'Child' AND Account.External_Id__c = 'A-1'"))
                .isEqualTo(1);
    }

    /// The child can't be sent as long as its parent isn't.
    @Test
    void learnsWhyTheOrgRefusedOneOfThemWithoutWaitingForTheOthers() {
        application.run("BEGIN", "INSERT INTO account (name, external_id__c) VALUES (NULL, 'A-1')");
        var transaction = application.one("SELECT txid_current()");
        application.run(
                "INSERT INTO contact (lastname, external_id__c, account__external_id__c) VALUES ('Child', 'C-1',"
                        + " 'A-1')",
                "COMMIT");

        assertThat(application.one("SELECT state, changes, failed, message FROM lockstep_wait_for_transaction("
                        + transaction + ", '60 s')"))
                .startsWith("FAILED|2|1|REQUIRED_FIELD_MISSING");
        assertThat(application.one("SELECT state, message FROM lockstep_wait_for_row('account',"
                        + " (SELECT id FROM account WHERE external_id__c = 'A-1'), '60 s')"))
                .startsWith("FAILED|REQUIRED_FIELD_MISSING");
    }

    @Test
    void hearsWhatIsSettled() {
        application.run("LISTEN lockstep_salesforce");
        var row = application.one(
                "INSERT INTO lead (lastname, company) VALUES ('Heard of', 'Example K.K.') RETURNING id");

        var heard = new ArrayList<String>();
        stage.events().until("a notice", () -> {
            heard.addAll(application.heard());
            return !heard.isEmpty();
        });

        assertThat(heard).containsExactly("{\"table\" : \"lead\", \"state\" : \"SUCCESS\", \"ids\" : [" + row + "]}");
    }
}
