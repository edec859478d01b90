package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.Shift;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.model.Action;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.Occurrence;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Person;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes of the org on their way to the database.
class ReadingIT {
    private Stage stage;
    private Shift shift;
    private Sql application;

    @BeforeEach
    void begin(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.accounts(), Mappings.leads());
        shift = stage.begin();
        application = stage.application();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void bringsInsertsUpdatesAndDeletesOfTheOrg() {
        var id = stage.person().create("Lead", "LastName", "Theirs", "Company", "Example K.K.");
        stage.until(application, lead("company, _hc_lastop", id), "Example K.K.|SYNCED");

        stage.person().update("Lead", id, "Company", "Renamed K.K.");
        stage.until(application, lead("company, _hc_lastop", id), "Renamed K.K.|SYNCED");

        stage.person().delete(id);
        stage.until(application, lead("count(*)", id), "0");
        // It is told once it is committed.
        stage.events().await(SyncEvent.ArrivedInPostgres.class, arrived -> arrived.action() == Action.DELETE);
        assertThat(stage.events().of(SyncEvent.ArrivedInPostgres.class))
                .extracting(SyncEvent.ArrivedInPostgres::action)
                .containsExactly(Action.INSERT, Action.UPDATE, Action.DELETE);
        assertThat(application.rows("SELECT action FROM _trigger_log")).isEmpty();
        assertThat(application.rows("SELECT action FROM _trigger_log_archive")).isEmpty();
    }

    @Test
    void keepsAWaitingLocalChangeWhileOtherFieldsArrive() {
        var id = stage.person().create("Lead", "LastName", "Shared", "Company", "Before", "Phone", "0");
        stage.until(application, lead("count(*)", id), "1");
        var away = stage.org()
                .faults()
                .add(new FaultRule(
                        new Fault.Unavailable(), RequestPattern.of(Api.SOAP, "update"), new Occurrence.Next(1_000)));

        application.run("UPDATE lead SET phone = 'ours' WHERE sfid = '" + id + "'");
        stage.person().update("Lead", id, "Company", "After", "Phone", "theirs");

        stage.until(application, lead("company, phone, _hc_lastop", id), "After|ours|PENDING");
        stage.org().faults().remove(away);
        stage.until(application, lead("company, phone, _hc_lastop", id), "After|ours|SYNCED");
        assertThat(stage.person().text("Lead", id, "Phone")).isEqualTo("ours");
        assertThat(application.one("SELECT column_name, postgres_value, org_value, kept FROM _lockstep_conflict"))
                .isEqualTo("phone|ours|theirs|postgres");
    }

    @Test
    void givesAColumnThatCannotBeWrittenTheOrgsValueBack() {
        var id = stage.person().create("Lead", "LastName", "Derived", "Company", "Example K.K.");
        stage.until(application, lead("name", id), "Derived");

        application.run("UPDATE lead SET name = 'Made up' WHERE sfid = '" + id + "'");

        stage.until(application, lead("name, _hc_lastop", id), "Derived|SYNCED");
        assertThat(application.one("SELECT state, sf_message FROM _trigger_log_archive"))
                .isEqualTo("IGNORED|not sent, since the org doesn't let it be written: name");
    }

    @Test
    void saysInTheEntryWhichColumnOfAChangeWasNotSent() {
        var id = stage.person().create("Lead", "LastName", "Derived", "Company", "Example K.K.");
        stage.until(application, lead("name", id), "Derived");

        application.run("UPDATE lead SET name = 'Made up', phone = '1' WHERE sfid = '" + id + "'");

        stage.until(application, lead("name, phone, _hc_lastop", id), "Derived|1|SYNCED");
        assertThat(application.one("SELECT state, sf_message FROM _trigger_log_archive"))
                .isEqualTo("SUCCESS|not sent, since the org doesn't let it be written: name");
    }

    @Test
    void removesARowWhoseRecordWasDeletedWhileNobodyRead() {
        var id = stage.person().create("Lead", "LastName", "Gone", "Company", "Example K.K.");
        stage.until(application, lead("count(*)", id), "1");
        shift.close();

        stage.person().delete(id);
        stage.begin();

        stage.until(application, lead("count(*)", id), "0");
    }

    @Test
    void takesRecordsWithOneStampByTheHundred() {
        int records = 200;
        var made = stage.person()
                .createAll(IntStream.range(0, records)
                        .mapToObj(n -> Person.record(
                                "Lead", Optional.empty(), "LastName", "Equal " + n, "Company", "Example K.K."))
                        .toList());

        stage.until(
                application,
                "SELECT count(*), count(DISTINCT sfid), count(DISTINCT systemmodstamp) FROM lead"
                        + " WHERE lastname LIKE 'Equal %' AND _hc_lastop = 'SYNCED'",
                records + "|" + records + "|1");
        assertThat(application.rows("SELECT sfid FROM lead WHERE lastname LIKE 'Equal %'"))
                .containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void matchesARecordToTheRowWithItsKeyThatHasNoneYet() {
        var away = stage.org()
                .faults()
                .add(new FaultRule(
                        new Fault.Unavailable(), RequestPattern.of(Api.SOAP, "upsert"), new Occurrence.Next(1_000)));
        application.run("INSERT INTO account (name, external_id__c, phone) VALUES ('Ours', 'K-1', '1')");
        var id = stage.person().create("Account", "Name", "Theirs", "External_Id__c", "k-1", "Website", "example.com");
        stage.until(application, "SELECT sfid FROM account WHERE lower(external_id__c) = 'k-1'", id);

        stage.org().faults().remove(away);

        stage.until(
                application,
                "SELECT sfid, name, phone, website, _hc_lastop FROM account WHERE lower(external_id__c) = 'k-1'",
                id + "|Ours|1|example.com|SYNCED");
        assertThat(stage.person().text("Account", id, "Name")).isEqualTo("Ours");
    }

    private static String lead(String columns, String id) {
        return "SELECT " + columns + " FROM lead WHERE sfid = '" + id + "'";
    }
}
