package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.Shift;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Long runs of changes, which go to the org by bulk jobs.
class BulkWritingIT {
    private static final int ROWS = 60;
    private static final int BULK_FROM = 50;
    private static final String ALL_THERE =
            "SELECT count(*), count(sfid), count(*) FILTER (WHERE _hc_lastop = 'SYNCED')"
                    + " FROM account WHERE external_id__c LIKE 'K-%'";

    private Stage stage;

    @BeforeEach
    void begin(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.accounts(), Mappings.contacts());
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private Shift begin(WriteAlgorithm algorithm) {
        stage.writeByJobsFrom(BULK_FROM, algorithm);
        return stage.begin();
    }

    private static void insert(Sql application) {
        application.run("INSERT INTO account (name, external_id__c, description) SELECT 'Account ' || n, 'K-' || n,"
                + " CASE n % 3 WHEN 0 THEN E'a \"b\",\\nc' WHEN 1 THEN NULL ELSE '#N/A?' END"
                + " FROM generate_series(1, " + ROWS + ") n");
    }

    @ParameterizedTest
    @EnumSource
    void insertsUpdatesAndDeletesByAJobEachAndPairsWhatTheOrgSaysByKey(WriteAlgorithm algorithm) {
        var shift = begin(algorithm);
        var application = stage.application();

        insert(application);
        stage.untilSettled(shift);
        assertThat(application.one(ALL_THERE)).isEqualTo("60|60|60");
        assertThat(stage.requests(Api.BULK, "createIngestJob")).isEqualTo(1);

        application.run("UPDATE account SET name = 'Renamed ' || external_id__c, phone = '1', description = NULL"
                + " WHERE external_id__c LIKE 'K-%'");
        stage.untilSettled(shift);
        assertThat(stage.requests(Api.BULK, "createIngestJob")).isEqualTo(2);
        assertThat(stage.person().count("Account", "Name LIKE 'Renamed K-%' AND Phone = '1'"))
                .isEqualTo(ROWS);
        assertThat(stage.person()
                        .text(
                                "Account",
                                application.one("SELECT sfid FROM account WHERE external_id__c = 'K-3'"),
                                "Description"))
                .as("an emptied column")
                .isEmpty();
        for (var row : application.rows("SELECT sfid, name FROM account WHERE external_id__c LIKE 'K-_5'")) {
            assertThat(stage.person().text("Account", row.substring(0, 18), "Name"))
                    .isEqualTo(row.substring(19));
        }

        application.run("DELETE FROM account WHERE external_id__c LIKE 'K-%'");
        stage.untilSettled(shift);
        assertThat(stage.requests(Api.BULK, "createIngestJob")).isEqualTo(3);
        assertThat(stage.person().count("Account", "External_Id__c LIKE 'K-%'")).isZero();
        assertThat(stage.requests(Api.SOAP, "upsert")
                        + stage.requests(Api.SOAP, "update")
                        + stage.requests(Api.SOAP, "delete"))
                .isZero();
        assertThat(application.rows(
                        "SELECT action, state, count(*) FROM _trigger_log_archive GROUP BY 1, 2 ORDER BY 1"))
                .containsExactly("DELETE|SUCCESS|60", "INSERT|SUCCESS|60", "UPDATE|SUCCESS|60");
    }

    @Test
    void listsTheRecordsThatTheOrgRefusedAndTakesTheOthers() {
        var shift = begin(WriteAlgorithm.ORDERED);
        var application = stage.application();

        application.run("INSERT INTO contact (lastname, external_id__c, email) SELECT 'Contact ' || n, 'C-' || n,"
                + " CASE WHEN n % 20 = 0 THEN 'no address' END FROM generate_series(1, " + ROWS + ") n");
        stage.untilSettled(shift);

        assertThat(application.rows("SELECT external_id__c, left(_hc_err, 21) FROM contact"
                        + " WHERE lastname LIKE 'Contact %' AND _hc_lastop = 'FAILED' ORDER BY id"))
                .containsExactly(
                        "C-20|INVALID_EMAIL_ADDRESS", "C-40|INVALID_EMAIL_ADDRESS", "C-60|INVALID_EMAIL_ADDRESS");
        assertThat(application.one(
                        "SELECT count(*) FROM contact WHERE lastname LIKE 'Contact %' AND _hc_lastop = 'SYNCED'"))
                .isEqualTo("57");
        assertThat(stage.person().count("Contact", "LastName LIKE 'Contact %'")).isEqualTo(57);
    }

    static Stream<Arguments> losses() {
        return Stream.of("createIngestJob", "uploadJobData", "closeJob", "ingestJob", "ingestJobSuccessfulResults")
                .flatMap(operation -> Stream.of(
                        Arguments.of(operation, new Fault.AnswerLost()),
                        Arguments.of(operation, new Fault.CutBeforeWork())));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void makesEachRecordOnceWhateverGetsLost(String operation, Fault fault) {
        var shift = begin(WriteAlgorithm.ORDERED);
        var application = stage.application();
        stage.org().faults().add(FaultRule.once(fault, RequestPattern.of(Api.BULK, operation)));

        insert(application);
        stage.untilSettled(shift);

        assertThat(application.one(ALL_THERE)).isEqualTo("60|60|60");
        assertThat(stage.person().count("Account", "Name LIKE 'Account %'")).isEqualTo(ROWS);
        assertThat(stage.events().of(SyncEvent.EntryFailed.class)).isEmpty();
    }

    /// The first shift is stopped while the org holds back its answer, as a stopped process would be.
    @ParameterizedTest
    @MethodSource("moments")
    void settlesAJobThatAnotherShiftHasBegun(String operation) {
        begin(WriteAlgorithm.ORDERED);
        var application = stage.application();
        stage.org()
                .faults()
                .add(FaultRule.once(
                        new Fault.AnswerHeld(Duration.ofSeconds(3)), RequestPattern.of(Api.BULK, operation)));

        insert(application);
        stage.events().until("the " + operation, () -> stage.requests(Api.BULK, operation) > 0);
        var next = stage.begin();
        stage.untilSettled(next);

        assertThat(application.one(ALL_THERE)).isEqualTo("60|60|60");
        assertThat(stage.person().count("Account", "Name LIKE 'Account %'")).isEqualTo(ROWS);
        assertThat(application.one("SELECT count(*) FROM _lockstep_attempt WHERE state IN ('SENDING', 'UNKNOWN')"))
                .isEqualTo("0");
    }

    static Stream<String> moments() {
        return Stream.of("createIngestJob", "closeJob", "ingestJobSuccessfulResults");
    }

    @Test
    void goesByRequestsWhereTheOrgFailsTheJob() {
        var shift = begin(WriteAlgorithm.ORDERED);
        var application = stage.application();
        stage.org().faults().add(FaultRule.once(new Fault.JobFailed(), RequestPattern.of(Api.BULK, "createIngestJob")));

        insert(application);
        stage.untilSettled(shift);

        assertThat(application.one(ALL_THERE)).isEqualTo("60|60|60");
        assertThat(stage.events().of(SyncEvent.WrittenWithoutJobs.class)).hasSize(1);
        assertThat(stage.requests(Api.SOAP, "upsert")).isEqualTo(1);
    }

    @Test
    void asksTheOrgByKeyWhereTheJobIsGone() {
        begin(WriteAlgorithm.ORDERED);
        var application = stage.application();
        stage.org()
                .faults()
                .add(FaultRule.once(
                        new Fault.AnswerHeld(Duration.ofSeconds(3)),
                        RequestPattern.of(Api.BULK, "ingestJobSuccessfulResults")));
        insert(application);
        stage.events().until("the results", () -> stage.requests(Api.BULK, "ingestJobSuccessfulResults") > 0);
        application.run("UPDATE _lockstep_attempt SET job = '7500000000FAKEAAAA' WHERE state = 'SENDING'");

        var next = stage.begin();
        stage.untilSettled(next);

        assertThat(application.one(ALL_THERE)).isEqualTo("60|60|60");
        assertThat(stage.person().count("Account", "Name LIKE 'Account %'")).isEqualTo(ROWS);
        assertThat(stage.events().of(SyncEvent.OutcomeUnknown.class)).isNotEmpty();
    }
}
