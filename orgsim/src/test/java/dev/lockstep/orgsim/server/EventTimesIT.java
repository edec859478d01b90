package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// When events begin and end, and how long they take.
class EventTimesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HALF_AN_HOUR = "{\"StartDateTime\":\"2026-03-04T05:00:00Z\",\"DurationInMinutes\":30}";

    private static TestOrg org;
    private static RestClient rest;

    @BeforeAll
    static void start() {
        org = TestOrg.start();
        rest = RestClient.of(org, 65);
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "StartDateTime":"2026-03-04T05:00:00Z","DurationInMinutes":30                                | 05:00:00 | 05:30:00 | 30
        "StartDateTime":"2026-03-04T05:00:00Z","EndDateTime":"2026-03-04T06:15:00Z"                  | 05:00:00 | 06:15:00 | 75
        "ActivityDateTime":"2026-03-04T05:00:00Z","DurationInMinutes":0                              | 05:00:00 | 05:00:00 | 0
        "StartDateTime":"2026-03-04T05:00:00Z","EndDateTime":"2026-03-04T05:30:00Z","DurationInMinutes":30 | 05:00:00 | 05:30:00 | 30
        """)
    void workOutTheThirdOfStartEndAndDuration(String fields, String start, String end, int minutes) {
        JsonNode event = read(rest.create("Event", "{" + fields + "}"));

        assertThat(event.path("StartDateTime").asString()).isEqualTo("2026-03-04T" + start + ".000+0000");
        assertThat(event.path("ActivityDateTime").asString()).isEqualTo("2026-03-04T" + start + ".000+0000");
        assertThat(event.path("EndDateTime").asString()).isEqualTo("2026-03-04T" + end + ".000+0000");
        assertThat(event.path("DurationInMinutes").asInt()).isEqualTo(minutes);
        assertThat(event.path("ActivityDate").asString()).isEqualTo("2026-03-04");
    }

    @Test
    void giveAnAllDayEventADay() {
        JsonNode event = read(rest.create("Event", "{\"IsAllDayEvent\":true,\"ActivityDate\":\"2026-03-04\"}"));

        assertThat(event.path("DurationInMinutes").asInt()).isEqualTo(1440);
        assertThat(event.path("StartDateTime").asString()).isEqualTo("2026-03-04T00:00:00.000+0000");
        assertThat(event.path("ActivityDateTime").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "DurationInMinutes":30                                                                             | REQUIRED_FIELD_MISSING          | StartDateTime
        "IsAllDayEvent":true                                                                               | REQUIRED_FIELD_MISSING          | ActivityDate
        "StartDateTime":"2026-03-04T05:00:00Z"                                                             | REQUIRED_FIELD_MISSING          | EndDateTime
        "StartDateTime":"2026-03-04T05:00:00Z","EndDateTime":"2026-03-04T04:00:00Z"                        | FIELD_INTEGRITY_EXCEPTION       | EndDateTime
        "StartDateTime":"2026-03-04T05:00:00Z","EndDateTime":"2026-03-04T06:00:00Z","DurationInMinutes":30 | INVALID_FIELD_FOR_INSERT_UPDATE | DurationInMinutes
        "StartDateTime":"2026-03-04T05:00:00Z","ActivityDateTime":"2026-03-04T06:00:00Z","DurationInMinutes":30 | INVALID_FIELD_FOR_INSERT_UPDATE | ActivityDateTime
        "StartDateTime":"2026-03-04T05:00:00Z","ActivityDate":"2026-03-05","DurationInMinutes":30          | INVALID_FIELD_FOR_INSERT_UPDATE | ActivityDate
        """)
    void areRefusedWhereTheyDisagree(String fields, String code, String field) {
        HttpResponse<String> answer = rest.post("/sobjects/Event", "{" + fields + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = JSON.readTree(answer.body()).get(0);
        assertThat(error.path("errorCode").asString()).isEqualTo(code);
        assertThat(error.path("fields").toString()).isEqualTo("[\"" + field + "\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "StartDateTime":"2026-03-04T07:00:00Z"                              | 07:00:00 | 07:30:00 | 30
        "EndDateTime":"2026-03-04T06:00:00Z"                                | 05:00:00 | 06:00:00 | 60
        "DurationInMinutes":45                                              | 05:00:00 | 05:45:00 | 45
        "DurationInMinutes":45,"EndDateTime":"2026-03-04T05:45:00Z"         | 05:00:00 | 05:45:00 | 45
        "StartDateTime":"2026-03-04T04:00:00Z","EndDateTime":"2026-03-04T06:00:00Z" | 04:00:00 | 06:00:00 | 120
        "Subject":"Renamed"                                                 | 05:00:00 | 05:30:00 | 30
        """)
    void followAChange(String change, String start, String end, int minutes) {
        String id = rest.create("Event", HALF_AN_HOUR);

        HttpResponse<String> changed = rest.patch("/sobjects/Event/" + id, "{" + change + "}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
        JsonNode event = read(id);
        assertThat(event.path("StartDateTime").asString()).isEqualTo("2026-03-04T" + start + ".000+0000");
        assertThat(event.path("ActivityDateTime").asString()).isEqualTo("2026-03-04T" + start + ".000+0000");
        assertThat(event.path("EndDateTime").asString()).isEqualTo("2026-03-04T" + end + ".000+0000");
        assertThat(event.path("DurationInMinutes").asInt()).isEqualTo(minutes);
    }

    @Test
    void areRefusedWhereAChangeDisagrees() {
        String id = rest.create("Event", HALF_AN_HOUR);

        assertThat(rest.patch(
                                "/sobjects/Event/" + id,
                                "{\"EndDateTime\":\"2026-03-04T06:00:00Z\",\"DurationInMinutes\":45}")
                        .body())
                .contains("INVALID_FIELD_FOR_INSERT_UPDATE", "DurationInMinutes");
        assertThat(read(id).path("DurationInMinutes").asInt()).isEqualTo(30);
    }

    private static JsonNode read(String id) {
        return JSON.readTree(rest.get("/sobjects/Event/" + id).body());
    }
}
