package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What changed in a time, and how many records there are.
class RestReplicationIT {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-04T05:06:07.890Z"));

    private TestOrg org;
    private RestClient rest;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults().withClock(now::get));
        rest = RestClient.of(org, 65);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void tellsWhatWasChangedAndWhatWasDeleted() {
        String kept = rest.create("Account", "{\"Name\":\"Kept\"}");
        String gone = rest.create("Account", "{\"Name\":\"Gone\"}");
        rest.delete("/sobjects/Account/" + gone);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));

        assertThat(rest.get("/sobjects/account/updated/?start=2026-03-04T05:06:00Z&end=2026-03-04T05:07:00Z")
                        .body())
                .isEqualTo("{\"ids\":[\"%s\"],\"latestDateCovered\":\"2026-03-04T05:07:00.000+0000\"}".formatted(kept));
        assertThat(rest.get("/sobjects/account/deleted/?start=2026-03-04T05:06:00Z&end=2026-03-04T05:07:00Z")
                        .body())
                .isEqualTo(("{\"deletedRecords\":[{\"id\":\"%s\",\"deletedDate\":\"2026-03-04T05:06:07.000+0000\"}],"
                                + "\"earliestDateAvailable\":\"2026-02-17T05:16:07.000+0000\","
                                + "\"latestDateCovered\":\"2026-03-04T05:07:00.000+0000\"}")
                        .formatted(gone));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T05:06:00Z",
        "2026-03-04T05:06:00.000%2B0000",
        "2026-03-04T06:06:00%2B01:00",
        "2026-03-04T06:06:00+01:00"
    })
    void takesTimesAsTheyAreWritten(String start) {
        String id = rest.create("Account", "{\"Name\":\"Timely\"}");

        assertThat(rest.get("/sobjects/Account/updated?start=" + start + "&end=2026-03-04T05:07:00Z")
                        .body())
                .startsWith("{\"ids\":[\"" + id + "\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "updated, start=2026-03-04T05:06:00Z&end=2026-03-04T05:06:59Z",
        "updated, start=2026-03-04T05:07:00Z&end=2026-03-04T05:00:00Z",
        "updated, start=2026-01-04T05:06:00Z&end=2026-03-04T05:07:00Z",
        "deleted, start=2026-02-16T05:06:00Z&end=2026-03-04T05:07:00Z",
        "deleted, start=2026-03-04T05:06:00&end=2026-03-04T05:07:00Z",
        "updated, start=yesterday&end=2026-03-04T05:07:00Z",
        "updated, start=2026-03-04T05:06:00Z"
    })
    void refusesDates(String what, String dates) {
        HttpResponse<String> answer = rest.get("/sobjects/Account/%s/?%s".formatted(what, dates));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"errorCode\":\"INVALID_REPLICATION_DATE\"");
    }

    @Test
    void refusesAnObjectThatIsNotThere() {
        assertThat(rest.get("/sobjects/Nothing__c/updated/?start=2026-03-04T05:06:00Z&end=2026-03-04T05:07:00Z")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void countsRecords() {
        String id = rest.create("Account", "{\"Name\":\"Deleted\"}");
        rest.delete("/sobjects/Account/" + id);

        assertThat(rest.get("/limits/recordCount?sObjects=Contact,account,Nothing__c")
                        .body())
                .isEqualTo("{\"sObjects\":[{\"count\":60,\"name\":\"Account\"},{\"count\":120,\"name\":\"Contact\"}]}");
        assertThat(rest.get("/limits/recordCount").body())
                .contains("{\"count\":80,\"name\":\"Delivery__c\"}", "{\"count\":2,\"name\":\"User\"}");
        assertThat(rest.version(39).get("/limits/recordCount").statusCode()).isEqualTo(404);
        assertThat(rest.post("/limits/recordCount", "{}").statusCode()).isEqualTo(405);
        assertThat(org.server().requests().matching(RequestPattern.of(Api.REST, "recordCount", "Contact")))
                .isEqualTo(1);
    }
}
