package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.SyncEvent;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A connection that ends without an answer, after the org's work or before it: a client can't tell the two apart.
class LostAnswerIT {
    /// @param arrives how many calls of the verb the org gets in all
    record Loss(Fault fault, int arrives) {
        @Override
        public String toString() {
            return fault.getClass().getSimpleName();
        }
    }

    private Stage stage;
    private Sql application;

    @BeforeEach
    void begin(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.accounts(), Mappings.leads());
        stage.begin();
        application = stage.application();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    static Stream<Loss> losses() {
        return Stream.of(new Loss(new Fault.AnswerLost(), 1), new Loss(new Fault.CutBeforeWork(), 2));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void createsOneRecordWithoutAKey(Loss loss) {
        lose(loss, "create");

        application.run("INSERT INTO lead (lastname, company) VALUES ('Once', ' Example  K.K. ')");

        stage.until(application, "SELECT _hc_lastop, sfid IS NOT NULL FROM lead WHERE lastname = 'Once'", "SYNCED|t");
        assertThat(stage.person().ids("Lead", "LastName = 'Once'"))
                .containsExactly(application.one("SELECT sfid FROM lead WHERE lastname = 'Once'"));
        assertThat(arrived("create")).isEqualTo(loss.arrives());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void upsertsOneRecordWithAKey(Loss loss) {
        lose(loss, "upsert");

        application.run("INSERT INTO account (name, external_id__c) VALUES ('Once', 'K-1')");

        stage.until(application, "SELECT _hc_lastop FROM account WHERE external_id__c = 'K-1'", "SYNCED");
        assertThat(stage.person().ids("Account", "Name = 'Once'"))
                .containsExactly(application.one("SELECT sfid FROM account WHERE external_id__c = 'K-1'"));
        assertThat(arrived("upsert")).isEqualTo(loss.arrives());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void updatesTheRecordToWhatTheRowSays(Loss loss) {
        var id = insertedLead("Changing");
        lose(loss, "update");

        application.run("UPDATE lead SET phone = '+81 3 0000 0001', email = NULL WHERE lastname = 'Changing'");

        untilResolved();
        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Changing'", "SYNCED");
        assertThat(stage.person().text("Lead", id, "Phone")).isEqualTo("+81 3 0000 0001");
        assertThat(stage.person().text("Lead", id, "Email")).isEmpty();
        assertThat(arrived("update")).isEqualTo(loss.arrives());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void deletesTheRecord(Loss loss) {
        insertedLead("Going");
        lose(loss, "delete");

        application.run("DELETE FROM lead WHERE lastname = 'Going'");

        untilResolved();
        stage.until(application, "SELECT state FROM _trigger_log_archive WHERE action = 'DELETE'", "SUCCESS");
        assertThat(stage.person().count("Lead", "LastName = 'Going'")).isZero();
        assertThat(arrived("delete")).isEqualTo(loss.arrives());
    }

    @Test
    void asksAPersonWhereARecordThatMayBeItAppearedMeanwhile() {
        stage.org().faults().add(FaultRule.once(new Fault.CutBeforeWork(), RequestPattern.of(Api.SOAP, "create")));

        application.run("INSERT INTO lead (lastname, company) VALUES ('Mine', 'Example K.K.')");
        stage.events().await(SyncEvent.OutcomeUnknown.class, event -> true);
        var other = stage.sameUser().create("Lead", "LastName", "Theirs", "Company", "Example K.K.");

        assertThat(untilResolved().listed()).isEqualTo(1);
        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Mine'", "FAILED");
        assertThat(application.one("SELECT _hc_err FROM lead WHERE lastname = 'Mine'"))
                .contains(other);
        assertThat(stage.person().count("Lead", "LastName = 'Mine'")).isZero();
        assertThat(arrived("create")).isEqualTo(1);
    }

    @Test
    void doesNotBringBackARecordThatWasDeletedAfterItsAnswerWasLost() {
        stage.org().faults().add(FaultRule.once(new Fault.AnswerLost(), RequestPattern.of(Api.SOAP, "create")));

        application.run("INSERT INTO lead (lastname, company) VALUES ('Fleeting', 'Example K.K.')");
        stage.events().await(SyncEvent.OutcomeUnknown.class, event -> true);
        stage.person()
                .delete(stage.person().ids("Lead", "LastName = 'Fleeting'").getFirst());

        stage.until(application, "SELECT count(*) FROM lead WHERE lastname = 'Fleeting'", "0");
        stage.until(application, "SELECT state FROM _trigger_log_archive WHERE action = 'INSERT'", "SUCCESS");
        assertThat(stage.person().idsWithDeleted("Lead", "LastName = 'Fleeting'"))
                .hasSize(1);
        assertThat(stage.person().count("Lead", "LastName = 'Fleeting'")).isZero();
        assertThat(arrived("create")).isEqualTo(1);
    }

    @Test
    void keepsWhatTheOrgHasWhereTheRecordOfTheKeyIsSomebodyElses() {
        stage.org().faults().add(FaultRule.once(new Fault.CutBeforeWork(), RequestPattern.of(Api.SOAP, "upsert")));

        application.run("INSERT INTO account (name, external_id__c, phone) VALUES ('Ours', 'K-1', '1')");
        stage.events().await(SyncEvent.OutcomeUnknown.class, event -> true);
        var id = stage.person().create("Account", "Name", "Theirs", "External_Id__c", "K-1", "Website", "example.com");

        stage.until(
                application,
                "SELECT sfid, name, phone, website, _hc_lastop FROM account WHERE external_id__c = 'K-1'",
                id + "|Ours|1|example.com|SYNCED");
        assertThat(stage.person().text("Account", id, "Name")).isEqualTo("Ours");
        assertThat(stage.person().text("Account", id, "Website")).isEqualTo("example.com");
    }

    private String insertedLead(String lastName) {
        application.run("INSERT INTO lead (lastname, company, email) VALUES ('" + lastName
                + "', 'Example K.K.', 'someone@example.com')");
        var row = " FROM lead WHERE lastname = '" + lastName + "'";
        stage.until(application, "SELECT _hc_lastop" + row, "SYNCED");
        return application.one("SELECT sfid" + row);
    }

    private void lose(Loss loss, String operation) {
        stage.org().faults().add(FaultRule.once(loss.fault(), RequestPattern.of(Api.SOAP, operation)));
    }

    private SyncEvent.OutcomeResolved untilResolved() {
        return stage.events().await(SyncEvent.OutcomeResolved.class, event -> true);
    }

    private long arrived(String operation) {
        return stage.org().requests().matching(RequestPattern.of(Api.SOAP, operation));
    }
}
