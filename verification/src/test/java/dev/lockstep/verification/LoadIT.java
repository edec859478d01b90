package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.Shift;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.engine.verify.Verify;
import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.Occurrence;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.server.OrgsimSettings;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// First loads of an object that is large enough for a bulk query, on good days and on bad ones.
class LoadIT {
    private static final int ROWS = 80_000;
    /// Several chunks.
    private static final int PAGE_ROWS = 40_000;
    /// In the second chunk.
    private static final long CUT_AFTER_BYTES = 6_000_000;
    private static final RequestPattern CREATE_JOB = RequestPattern.of(Api.BULK, "createQueryJob");
    private static final RequestPattern RESULTS = RequestPattern.of(Api.BULK, "queryJobResults");
    private static final RequestPattern REST_PAGES = RequestPattern.of(Api.REST, "queryMore");
    private static final String COUNTS = """
        SELECT count(*), count(DISTINCT sfid), count(DISTINCT external_id__c), count(DISTINCT id) FROM reading__c\
        """;

    private Stage stage;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        var org = OrgsimSettings.defaults()
                .withGeneratedRows(ROWS)
                .withBulk(BulkSettings.defaults().withPageRows(PAGE_ROWS));
        stage = Stage.of(org, folder, Mappings.readings());
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void readsALargeObjectByOneBulkQuery() {
        var shift = stage.begin();

        assertThat(stage.org().requests().matching(CREATE_JOB)).isEqualTo(1);
        assertThat(stage.org().requests().matching(RESULTS)).isEqualTo(ROWS / PAGE_ROWS);
        assertThat(stage.org().requests().matching(REST_PAGES))
                .as("pages of a query")
                .isZero();
        assertWhole(shift);
        assertThat(stage.events().of(SyncEvent.LoadProgress.class)).last().satisfies(progress -> {
            assertThat(progress.rows()).isEqualTo(ROWS);
            assertThat(progress.expected()).isEqualTo(ROWS);
            assertThat(progress.bytes()).isGreaterThan(ROWS * 100L);
        });
    }

    @Test
    void goesOnInTheNextShiftWhereItWasCutShort() {
        stage.org().faults().add(cutPages(1_000));
        var first = stage.begin(stage.settings());
        stage.events().await(SyncEvent.LoadProgress.class, progress -> progress.rows() > 0);
        first.close();
        stage.org().faults().clear();

        var second = stage.begin();

        assertWhole(second);
        assertThat(stage.events().of(SyncEvent.LoadResumed.class))
                .singleElement()
                .satisfies(resumed -> assertThat(resumed.rows()).isBetween(1L, ROWS - 1L));
        assertThat(stage.org().requests().matching(CREATE_JOB)).isEqualTo(1);
    }

    @Test
    void bringsAPageOnceThatBreaksOffInTheMiddle() {
        stage.org().faults().add(cutPages(4));

        var shift = stage.begin();

        assertWhole(shift);
        assertThat(stage.events().of(SyncEvent.Retrying.class)).isNotEmpty();
        assertThat(stage.org().requests().matching(CREATE_JOB)).isEqualTo(1);
    }

    @Test
    void goesOnWhenItsDatabaseSessionsAreEnded() {
        var shift = stage.begin(stage.settings());
        stage.events().await(SyncEvent.LoadProgress.class, progress -> progress.rows() > 0);

        stage.application()
                .run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name LIKE 'lockstep/%' AND datname = current_database()");
        stage.events().until("the load", () -> shift.polledUpTo().isPresent());

        assertWhole(shift);
        assertThat(stage.org().requests().matching(CREATE_JOB)).isEqualTo(1);
    }

    /// A killed server process ends the whole server at once, as a power cut does: it takes back what it had confirmed
    /// but not written.
    @Test
    void goesOnWhereAServerStandsThatStoppedAtOnce() {
        var shift = stage.begin(stage.settings());
        stage.events().await(SyncEvent.LoadProgress.class, progress -> progress.rows() > 0);
        stage.application().run("ALTER SYSTEM SET wal_writer_delay = '10s'", "SELECT pg_reload_conf()");
        try {
            kill(stage.application().one("SELECT pg_backend_pid()"));
            stage.events().until("the load", () -> shift.polledUpTo().isPresent());
        } finally {
            stage.events().until("the server", this::forgetTheDelay);
        }

        assertWhole(shift);
        assertThat(stage.org().requests().matching(CREATE_JOB)).isEqualTo(1);
    }

    /// Other tests use the server, too.
    private boolean forgetTheDelay() {
        try {
            stage.application().run("ALTER SYSTEM RESET wal_writer_delay", "SELECT pg_reload_conf()");
            return true;
        } catch (IllegalStateException recovering) {
            return false;
        }
    }

    private static void kill(String process) {
        assertThat(ProcessHandle.of(Long.parseLong(process)).orElseThrow().destroyForcibly())
                .isTrue();
    }

    @Test
    void leavesThePagesToASecondShiftThatTakesTheConnectionOver() {
        stage.org().faults().add(cutPages(6));
        var first = stage.begin(stage.settings());
        stage.events().await(SyncEvent.LoadProgress.class, progress -> progress.rows() > 0);

        var second = stage.begin(stage.settings());
        stage.events().until("the load", () -> second.polledUpTo().isPresent());

        assertWhole(second);
        assertThat(first.endedBecause()).isPresent();
    }

    @Test
    void beginsAnewWhereTheJobIsGone() throws Exception {
        stage.org().faults().add(cutPages(1_000));
        var first = stage.begin(stage.settings());
        stage.events().await(SyncEvent.LoadProgress.class, progress -> progress.rows() > 0);
        first.close();
        stage.org().faults().clear();
        delete(stage.application().one("SELECT job FROM _lockstep_load"));

        var second = stage.begin();

        assertWhole(second);
        assertThat(stage.events().of(SyncEvent.LoadResumed.class)).isEmpty();
        assertThat(stage.org().requests().matching(CREATE_JOB)).isEqualTo(2);
    }

    @Test
    void readsPageByPageWhereTheOrgCannotFinishTheJob() {
        stage.org().faults().add(FaultRule.once(new Fault.JobFailed(), CREATE_JOB));

        var shift = stage.begin();

        assertThat(stage.org().requests().matching(REST_PAGES)).isGreaterThanOrEqualTo(ROWS / 2_000 - 1);
        assertThat(stage.events().of(SyncEvent.LoadedByPages.class)).hasSize(1);
        assertWhole(shift);
    }

    @Test
    void mergesIntoATableThatWasThereWithTheRowsOfAnApplication() {
        var setup = stage.begin();
        setup.close();
        var application = stage.application();
        application.run(
                "CREATE TABLE kept AS SELECT * FROM reading__c WHERE external_id__c <= 'reading-0000000100'",
                "UPDATE _lockstep_mapping SET state = 'CREATED', watermark = NULL",
                "SET lockstep.origin = 'sync'",
                "DELETE FROM reading__c WHERE external_id__c > 'reading-0000000100'",
                "UPDATE reading__c SET note__c = 'old' WHERE external_id__c <= 'reading-0000000050'",
                "RESET lockstep.origin");

        var shift = stage.begin();

        assertWhole(shift);
        assertThat(application.one("SELECT count(*) FROM kept JOIN reading__c USING (id, sfid)"))
                .as("rows that kept their ids")
                .isEqualTo("100");
        assertThat(stage.org().requests().matching(CREATE_JOB)).isEqualTo(2);
    }

    private static FaultRule cutPages(int count) {
        return new FaultRule(
                new Fault.AnswerCut(OptionalLong.of(CUT_AFTER_BYTES)), RESULTS, new Occurrence.Next(count));
    }

    private void assertWhole(Shift shift) {
        stage.untilSettled(shift);
        Sql application = stage.application();
        assertThat(application.one(COUNTS)).isEqualTo("%1$d|%1$d|%1$d|%1$d".formatted(ROWS));
        var sides = shift.sides();
        var verified =
                new Verify(sides.org(), sides.database(), sides.mappings().values()).all();
        assertThat(verified).allSatisfy(result -> {
            assertThat(result.result().different()).isZero();
            assertThat(result.result().rows()).isEqualTo(ROWS);
        });
        assertThat(application.one("SELECT count(*) FROM _lockstep_load_page")).isEqualTo("0");
        assertThat(application.one("SELECT count(*) FROM _trigger_log"))
                .as("captured")
                .isEqualTo("0");
    }

    /// As a person would, past the sync.
    private void delete(String job) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var token = client.send(
                            HttpRequest.newBuilder(URI.create(stage.org().url() + "/services/oauth2/token"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "grant_type=client_credentials&client_id=lockstep-demo"
                                                    + "&client_secret=lockstep-demo-secret"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .replaceAll("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(stage.org().url() + "/services/data/v65.0/jobs/query/" + job))
                            .header("Authorization", "Bearer " + token)
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(204);
        }
    }
}
