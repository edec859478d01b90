package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import dev.lockstep.orgsim.org.SilentChange;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Old tasks and events, which ordinary queries don't see any more.
class ArchivedActivitiesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CREATED = "2026-02-03T23:50:06.000Z";

    private final Clock clock = new Clock("2026-02-03T23:50:06Z");

    @AutoClose
    private final TestOrg org = new TestOrg(OrgsimSettings.defaults().withClock(clock));

    private final PartnerConnection soap = org.soap(org.token());
    private final Records records = new Records(soap);
    private final RestClient rest = RestClient.of(org, 65);

    /// One that is archived by the next run.
    private String oldTask() throws ConnectionException {
        return records.create("Task", "Subject", "Old", "Status", "Completed", "ActivityDate", "2024-05-06");
    }

    /// Lets midnight pass, when the process that archives runs, and no session ends.
    private void nextDay() {
        clock.pass(Duration.ofMinutes(15));
    }

    @Test
    void leavesThemToQueryAllFromTheNextRunOn() throws ConnectionException {
        String task = oldTask();
        String event =
                records.create("Event", "StartDateTime", "2025-02-04T05:00:00Z", "EndDateTime", "2025-02-04T06:00:00Z");
        assertThat(records.live("Task", task)).as("before the run").isOne();

        nextDay();

        assertThat(soap.query("SELECT Id FROM Task WHERE Id = '" + task + "'").getSize())
                .isZero();
        assertThat(JSON.readTree(org.query("SELECT Id FROM Task WHERE Subject = 'Old'")
                                .body())
                        .path("totalSize")
                        .asInt())
                .isZero();
        assertThat(records.live("Event", event)).isZero();
        for (String[] one : new String[][] {{"Task", task}, {"Event", event}}) {
            assertThat(records.all(one[0], one[1])).isOne();
            assertThat(records.field(one[1], one[0], "IsArchived")).isEqualTo("true");
            assertThat(records.field(one[1], one[0], "IsDeleted")).isEqualTo("false");
            assertThat(records.field(one[1], one[0], "SystemModstamp")).isEqualTo(CREATED);
            assertThat(records.field(one[1], one[0], "LastModifiedDate")).isEqualTo(CREATED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Completed, 2025-02-04, true",
        "Completed, 2025-02-05, false",
        "Not Started, 2024-02-05, false",
        "Completed, , false"
    })
    void archivesClosedTasksThatWereDueAYearAgo(String status, String due, boolean isArchived)
            throws ConnectionException {
        String id = due == null
                ? records.create("Task", "Subject", "T", "Status", status)
                : records.create("Task", "Subject", "T", "Status", status, "ActivityDate", due);

        nextDay();

        assertThat(records.live("Task", id)).isEqualTo(isArchived ? 0 : 1);
        assertThat(records.field(id, "Task", "IsArchived")).isEqualTo(Boolean.toString(isArchived));
    }

    @Test
    void archivesClosedTasksWithoutADateAYearAfterTheyWereCreated() throws ConnectionException {
        String id = records.create("Task", "Subject", "T", "Status", "Completed");
        org.send(org.request("/orgsim/clock")
                .POST(BodyPublishers.ofString(
                        "{\"advance_s\":%d}".formatted(Duration.ofDays(364).toSeconds())))
                .build());
        var again = new Records(org.soap(org.token()));
        assertThat(again.live("Task", id)).isOne();

        nextDay();

        again = new Records(org.soap(org.token()));
        assertThat(again.live("Task", id)).isZero();
        assertThat(again.all("Task", id)).isOne();
    }

    @Test
    void tellsThemByTheirFieldToQueryAllAlone() {
        assertThat(size("/query", "SELECT Id FROM Task WHERE IsArchived = true"))
                .isZero();
        assertThat(size("/queryAll", "SELECT Id FROM Task WHERE IsArchived = true"))
                .isEqualTo(6);
        assertThat(size("/queryAll", "SELECT Id FROM Task WHERE IsArchived = false"))
                .isEqualTo(size("/query", "SELECT Id FROM Task"));
    }

    private int size(String resource, String soql) {
        JsonNode answer =
                JSON.readTree(rest.get(resource + "?q=" + TestOrg.encoded(soql)).body());
        return answer.path("totalSize").asInt();
    }

    @Test
    void leavesThemToTheBulkOperationThatAsksForAll() {
        var bulk = BulkClient.of(org);
        String some = bulk.create("query", "SELECT Id, IsArchived FROM Event");
        String all = bulk.create("queryAll", "SELECT Id, IsArchived FROM Event");
        clock.pass(Duration.ofMinutes(1));

        assertThat(bulk.results(bulk.complete(some), "").body()).doesNotContain("\"true\"");
        assertThat(bulk.results(bulk.complete(all), "").body().split("\"true\"", -1))
                .hasSize(6);
    }

    @Test
    void readsChangesAndDeletesThemByTheirIds() throws ConnectionException {
        String id = oldTask();
        nextDay();

        assertThat(soap.retrieve("Subject, IsArchived", "Task", new String[] {id})[0].getField("IsArchived"))
                .isEqualTo("true");
        assertThat(rest.get("/sobjects/Task/" + id).body()).contains("\"IsArchived\":true");
        assertThat(rest.patch("/sobjects/Task/" + id, "{\"Subject\":\"Renamed\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(records.field(id, "Task", "Subject")).isEqualTo("Renamed");
        assertThat(records.live("Task", id)).as("still archived").isZero();
        assertThat(rest.patch("/sobjects/Task/" + id, "{\"IsArchived\":false}").body())
                .contains("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(rest.delete("/sobjects/Task/" + id).statusCode()).isEqualTo(204);
        assertThat(records.field(id, "Task", "IsDeleted")).isEqualTo("true");
    }

    @Test
    void bringsBackWhatIsOpenedAgain() throws ConnectionException {
        String id = oldTask();
        nextDay();

        rest.patch("/sobjects/Task/" + id, "{\"Status\":\"In Progress\"}");

        assertThat(records.live("Task", id)).isOne();
        assertThat(records.field(id, "Task", "IsArchived")).isEqualTo("false");
    }

    @Test
    void isNoChangeForReplicationUnlessTheRunMovesStamps() throws ConnectionException {
        String silent = oldTask();
        nextDay();
        assertThat(records.live("Task", silent)).isZero();
        clock.pass(Duration.ofMinutes(30));

        assertThat(updated()).doesNotContain(silent);
    }

    @Test
    void movesTheStampsOfSystemsWhereThatIsChosen() throws ConnectionException {
        org.server().org().silentChanges().move(Set.of(SilentChange.ARCHIVED_ACTIVITY));
        String told = oldTask();
        nextDay();
        assertThat(records.live("Task", told)).isZero();
        clock.pass(Duration.ofMinutes(30));

        assertThat(records.field(told, "Task", "SystemModstamp")).isEqualTo("2026-02-04T00:05:06.000Z");
        assertThat(records.field(told, "Task", "LastModifiedDate")).isEqualTo(CREATED);
        assertThat(updated()).contains(told);
    }

    private String updated() {
        return rest.get("/sobjects/Task/updated?start=2026-02-04T00:00:00Z&end=2026-02-04T00:30:00Z")
                .body();
    }

    @Test
    void isToldByNoChangeEvent() throws Exception {
        org.server().capture().select(List.of("Task"));
        try (StreamClient client = StreamClient.connected(org)) {
            client.subscribe("/data/TaskChangeEvent", StreamClient.NEW_EVENTS);
            String archived = oldTask();
            assertThat(client.event().toString()).contains(archived, "CREATE");
            nextDay();
            assertThat(records.live("Task", archived)).isZero();

            String next = records.create("Task", "Subject", "Next");

            assertThat(client.event().toString()).contains(next, "CREATE");
        }
    }

    @Test
    void goesAlongWithADeletion() throws ConnectionException {
        String account = records.create("Account", "Name", "A");
        String id = records.create(
                "Task", "Subject", "T", "Status", "Completed", "ActivityDate", "2024-05-06", "WhatId", account);
        nextDay();
        records.live("Task", id);

        soap.delete(new String[] {account});

        assertThat(records.field(id, "Task", "IsDeleted")).isEqualTo("true");
        assertThat(records.field(id, "Task", "IsArchived")).isEqualTo("true");
    }

    @Test
    void staysArchivedOverARestart(@TempDir Path folder) throws ConnectionException {
        var settings = OrgsimSettings.defaults().withClock(clock).keptIn(folder);
        String id;
        try (var first = new TestOrg(settings)) {
            var before = new Records(first.soap(first.token()));
            id = before.create("Task", "Subject", "T", "Status", "Completed", "ActivityDate", "2024-05-06");
            nextDay();
            before = new Records(first.soap(first.token()));
            assertThat(before.live("Task", id)).isZero();
        }

        try (var second = new TestOrg(settings)) {
            var after = new Records(second.soap(second.token()));
            assertThat(after.live("Task", id)).isZero();
            assertThat(after.field(id, "Task", "IsArchived")).isEqualTo("true");
            assertThat(after.field(id, "Task", "SystemModstamp")).isEqualTo(CREATED);
        }
    }
}
