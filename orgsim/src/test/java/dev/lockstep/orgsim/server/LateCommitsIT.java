package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.org.QueryScope;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Saves whose stamp is older than the moment in which they become visible, and who waits for them.
@Timeout(60)
class LateCommitsIT {
    private static final String WINDOW = "start=2026-03-04T05:00:00Z&end=2026-03-04T06:00:00Z";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-04T05:06:07Z"));

    private TestOrg org;
    private RestClient rest;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults().withClock(now::get));
        rest = RestClient.of(org, 65);
    }

    @AfterEach
    void stop() {
        org.server().close();
        org.close();
    }

    @Test
    void showsASaveLateAndLaterSavesAtOnce() {
        var late = late(30, "create", () -> rest.post("/sobjects/Account", "{\"Name\":\"Late\"}"));
        pass(10);
        rest.create("Account", "{\"Name\":\"Early\"}");

        assertThat(named("Early")).isEqualTo(1);
        assertThat(named("Late")).isZero();
        assertThat(late).isNotDone();
        pass(20);

        assertThat(late.join().statusCode()).isEqualTo(201);
        assertThat(named("Late")).isEqualTo(1);
        assertThat(org.query("SELECT SystemModstamp FROM Account WHERE Name = 'Late'")
                        .body())
                .contains("2026-03-04T05:06:07.000+0000");
        assertThat(org.query("SELECT SystemModstamp FROM Account WHERE Name = 'Early'")
                        .body())
                .contains("2026-03-04T05:06:17.000+0000");
    }

    @Test
    void holdsBackWhatIsCoveredWhileASaveRuns() {
        var late = late(300, "create", () -> rest.post("/sobjects/Account", "{\"Name\":\"Late\"}"));
        pass(200);

        assertThat(covered("updated")).isEqualTo("2026-03-04T05:06:07.000+0000");
        assertThat(covered("deleted")).isEqualTo("2026-03-04T05:06:07.000+0000");
        pass(100);
        late.join();

        assertThat(covered("updated")).isEqualTo("2026-03-04T05:11:07.000+0000");
        assertThat(covered("deleted")).isEqualTo("2026-03-04T05:11:07.000+0000");
    }

    @Test
    void commitsWorkThatHasOutlivedItsConnection() throws IOException {
        strike(new Fault.CommitAfterCut(Duration.ofMinutes(2)), Api.SOAP, "create");
        try (var connection = new RawConnection(org)) {
            connection.post(RawSoap.message(rest.token(), RawSoap.createAccount("Outlives")));
            assertThat(connection.readToTheEnd()).isEmpty();
        }
        Eventually.isTrue(() -> org.server().org().delayedSaves() == 1);

        assertThat(named("Outlives")).isZero();
        pass(120);

        Eventually.isTrue(() -> named("Outlives") == 1);
    }

    @Test
    void givesNoIdTwiceAndLosesNoSaveInBetween() {
        var late = late(60, "create", () -> rest.post("/sobjects/Account", "{\"Name\":\"Late\"}"));
        String early = rest.create("Account", "{\"Name\":\"Early\"}");
        rest.patch("/sobjects/Account/" + early, "{\"Name\":\"Early again\"}");
        pass(60);

        assertThat(RestClient.id(late.join())).isNotEqualTo(early);
        assertThat(named("Late")).isEqualTo(1);
        assertThat(named("Early again")).isEqualTo(1);
    }

    @Test
    void keepsALateSaveOverARestart(@TempDir Path folder) {
        org.close();
        org = new TestOrg(OrgsimSettings.defaults().withClock(now::get).keptIn(folder));
        rest = RestClient.of(org, 65);
        var late = late(60, "create", () -> rest.post("/sobjects/Account", "{\"Name\":\"Late\"}"));
        String early = rest.create("Account", "{\"Name\":\"Early\"}");
        pass(60);
        String lateId = RestClient.id(late.join());
        org.close();

        org = new TestOrg(OrgsimSettings.defaults().withClock(now::get).keptIn(folder));
        rest = RestClient.of(org, 65);

        assertThat(rest.get("/sobjects/Account/" + lateId).body()).contains("\"Name\":\"Late\"");
        assertThat(rest.get("/sobjects/Account/" + early).body()).contains("\"Name\":\"Early\"");
        assertThat(rest.create("Account", "{\"Name\":\"Next\"}")).isNotIn(lateId, early);
    }

    @Test
    void givesALateSaveUpWhenTheOrgIsClosed(@TempDir Path folder) {
        org.close();
        org = new TestOrg(OrgsimSettings.defaults().withClock(now::get).keptIn(folder));
        rest = RestClient.of(org, 65);
        var late = late(60, "create", () -> rest.post("/sobjects/Account", "{\"Name\":\"Late\"}"));
        // Before the client, which waits for its answers.
        org.server().close();
        assertThat(late.handle((answer, broken) -> broken != null || answer.statusCode() == 503)
                        .join())
                .isTrue();
        org.close();

        org = new TestOrg(OrgsimSettings.defaults().withClock(now::get).keptIn(folder));
        rest = RestClient.of(org, 65);

        assertThat(named("Late")).isZero();
    }

    @Test
    void letsASaveOfTheSameRecordWait() {
        String id = rest.create("Account", "{\"Name\":\"First\"}");
        var late = late(5, "update", () -> rest.patch("/sobjects/Account/" + id, "{\"Name\":\"Second\"}"));
        var other = async(() -> rest.patch("/sobjects/Account/" + id, "{\"Industry\":\"Energy\"}"));
        Eventually.isTrue(() -> org.server().org().blockedSaves() == 1);
        pass(5);

        assertThat(late.join().statusCode()).isEqualTo(204);
        assertThat(other.join().statusCode()).isEqualTo(204);
        assertThat(rest.get("/sobjects/Account/" + id + "?fields=Name,Industry").body())
                .contains("\"Name\":\"Second\"", "\"Industry\":\"Energy\"");
    }

    @Test
    void refusesWhatIsHeldForLongerThanTenSeconds() {
        String held = rest.create("Account", "{\"Name\":\"Held\"}");
        String free = rest.create("Account", "{\"Name\":\"Free\"}");
        var late = late(60, "update", () -> rest.patch("/sobjects/Account/" + held, "{\"Name\":\"Second\"}"));
        var other = async(() -> rest.patch("/composite/sobjects", """
            {"records":[{"attributes":{"type":"Account"},"id":"%s","Name":"Third"},
                        {"attributes":{"type":"Account"},"id":"%s","Name":"Freed"}]}\
            """.formatted(held, free)));
        Eventually.isTrue(() -> org.server().org().blockedSaves() == 1);
        pass(10);

        assertThat(other.join().body())
                .contains("\"statusCode\":\"UNABLE_TO_LOCK_ROW\"")
                .contains("unable to obtain exclusive access to this record or 1 records: " + held);
        assertThat(named("Freed")).isEqualTo(1);
        pass(50);
        late.join();
        assertThat(named("Second")).isEqualTo(1);
    }

    @Test
    void locksAParentWhoseDeletionWouldDoMoreThanClearTheLookup() {
        String parent = rest.create("Account", "{\"Name\":\"Parent\"}");
        var late = late(
                60,
                "create",
                () -> rest.post(
                        "/sobjects/Contact", "{\"LastName\":\"First\",\"AccountId\":\"%s\"}".formatted(parent)));
        assertThat(rest.post("/sobjects/Account", "{\"Name\":\"Free\",\"ParentId\":\"%s\"}".formatted(parent))
                        .statusCode())
                .isEqualTo(201);
        var other = async(() ->
                rest.post("/sobjects/Contact", "{\"LastName\":\"Second\",\"AccountId\":\"%s\"}".formatted(parent)));
        Eventually.isTrue(() -> org.server().org().blockedSaves() == 1);
        pass(10);

        assertThat(other.join().body()).contains("UNABLE_TO_LOCK_ROW", parent);
        pass(50);
        assertThat(late.join().statusCode()).isEqualTo(201);
    }

    @Test
    void refusesADeletionOfAParentThatAnotherSaveHolds() {
        String parent = rest.create("Account", "{\"Name\":\"Parent\"}");
        var late = late(
                60,
                "create",
                () -> rest.post("/sobjects/Account", "{\"Name\":\"Child\",\"ParentId\":\"%s\"}".formatted(parent)));
        var other = async(() -> rest.delete("/sobjects/Account/" + parent));
        Eventually.isTrue(() -> org.server().org().blockedSaves() == 1);
        pass(10);

        assertThat(other.join().body()).contains("UNABLE_TO_LOCK_ROW", parent);
        pass(50);
        assertThat(late.join().statusCode()).isEqualTo(201);
        assertThat(rest.delete("/sobjects/Account/" + parent).statusCode()).isEqualTo(204);
    }

    @Test
    void refusesAKeyThatASaveStillRunningHasTaken() {
        var late = late(
                5, "create", () -> rest.post("/sobjects/Account", "{\"Name\":\"Late\",\"External_Id__c\":\"twice\"}"));
        var other = async(() -> rest.patch("/sobjects/Account/External_Id__c/twice", "{\"Name\":\"Other\"}"));
        Eventually.isTrue(() -> org.server().org().blockedSaves() == 1);
        pass(5);

        assertThat(late.join().statusCode()).isEqualTo(201);
        // The upsert waits for the key, and finds the record then.
        assertThat(other.join().body()).contains("\"created\":false");
    }

    @Test
    void touchesManyRecordsWithOneStamp() {
        String id = rest.create("Account", "{\"Name\":\"Touched\"}");
        pass(60);

        assertThat(control("POST", "/touch", "{\"object\":\"account\",\"count\":1000}")
                        .body())
                .isEqualTo("{\"touched\":61}");

        assertThat(org.query("SELECT COUNT() FROM Account WHERE SystemModstamp = 2026-03-04T05:07:07Z")
                        .body())
                .contains("\"totalSize\":61");
        assertThat(rest.get("/sobjects/Account/" + id + "?fields=LastModifiedDate")
                        .body())
                .contains("2026-03-04T05:06:07.000+0000");
        assertThat(control("POST", "/touch", "{\"object\":\"Nothing__c\",\"count\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(control("POST", "/touch", "{\"object\":\"Account\",\"count\":-1}")
                        .statusCode())
                .isEqualTo(400);
    }

    /// A request that saves late, once it waits for its time.
    private CompletableFuture<HttpResponse<String>> late(
            int seconds, String operation, Supplier<HttpResponse<String>> request) {
        strike(new Fault.CommitLate(Duration.ofSeconds(seconds)), Api.REST, operation);
        var answer = async(request);
        Eventually.isTrue(() -> org.server().org().delayedSaves() == 1);
        return answer;
    }

    private static CompletableFuture<HttpResponse<String>> async(Supplier<HttpResponse<String>> request) {
        return CompletableFuture.supplyAsync(request, Thread::startVirtualThread)
                .orTimeout(20, TimeUnit.SECONDS);
    }

    private void strike(Fault fault, Api api, String operation) {
        org.server().faults().add(FaultRule.once(fault, RequestPattern.of(api, operation)));
    }

    private void pass(int seconds) {
        now.updateAndGet(time -> time.plusSeconds(seconds));
    }

    private String covered(String what) {
        return rest.get("/sobjects/Account/%s?%s".formatted(what, WINDOW))
                .body()
                .replaceFirst(".*\"latestDateCovered\":\"([^\"]+)\".*", "$1");
    }

    private HttpResponse<String> control(String method, String path, String body) {
        return org.send(org.request("/orgsim" + path)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private long named(String name) {
        return org.server()
                .org()
                .query("SELECT COUNT() FROM Account WHERE Name = '" + name + "'", QueryScope.LIVE)
                .totalSize();
    }
}
