package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.MergeRequest;
import com.sforce.soap.partner.MergeResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tasks and events: what they are about, and what follows from it.
class ActivitiesIT {
    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock = new Clock("2026-02-03T04:05:06Z");

    @AutoClose
    private final TestOrg org = new TestOrg(OrgsimSettings.defaults().withClock(clock));

    private final PartnerConnection soap = org.soap(org.token());
    private final Records records = new Records(soap);
    private final RestClient rest = RestClient.of(org, 65);

    @Test
    void closesATaskByItsStatus() throws ConnectionException {
        String id = records.create("Task", "Subject", "Call", "Priority", "High");
        assertThat(records.field(id, "Task", "Status")).isEqualTo("Not Started");
        assertThat(records.field(id, "Task", "IsClosed")).isEqualTo("false");
        assertThat(records.field(id, "Task", "IsHighPriority")).isEqualTo("true");
        clock.pass(Duration.ofMinutes(5));

        rest.patch("/sobjects/Task/" + id, "{\"Status\":\"Completed\"}");

        assertThat(records.field(id, "Task", "IsClosed")).isEqualTo("true");
        assertThat(records.field(id, "Task", "CompletedDateTime")).isEqualTo("2026-02-03T04:10:06.000Z");
        rest.patch("/sobjects/Task/" + id, "{\"Status\":\"Deferred\"}");
        assertThat(records.field(id, "Task", "IsClosed")).isEqualTo("false");
        assertThat(records.field(id, "Task", "CompletedDateTime")).isEqualTo("null");
        assertThat(rest.patch("/sobjects/Task/" + id, "{\"IsClosed\":true}").body())
                .contains("INVALID_FIELD_FOR_INSERT_UPDATE");
    }

    @Test
    void knowsTheAccountBehindWhatItIsAbout() throws ConnectionException {
        String account = records.create("Account", "Name", "A");
        String other = records.create("Account", "Name", "B");
        String contact = records.create("Contact", "LastName", "Doe", "AccountId", other);
        String deal = records.create(
                "Opportunity",
                "Name",
                "Deal",
                "StageName",
                "Prospecting",
                "CloseDate",
                "2026-03-04",
                "AccountId",
                account);
        String delivery = records.create("Delivery__c", "Name", "D", "Account__c", account);
        String complaint = records.create("Case", "Subject", "S", "AccountId", account);
        String lead = records.create("Lead", "LastName", "L", "Company", "C");

        assertThat(accountOf("WhatId", account)).isEqualTo(account);
        assertThat(accountOf("WhatId", deal, "WhoId", contact)).isEqualTo(account);
        assertThat(accountOf("WhatId", delivery)).isEqualTo(account);
        assertThat(accountOf("WhatId", records.create("Delivery__c", "Name", "E"), "WhoId", contact))
                .isEqualTo("null");
        assertThat(accountOf("WhatId", complaint, "WhoId", contact)).isEqualTo(other);
        assertThat(accountOf("WhatId", complaint)).isEqualTo("null");
        assertThat(accountOf("WhoId", contact)).isEqualTo(other);
        assertThat(accountOf("WhoId", lead)).isEqualTo("null");
    }

    private String accountOf(String... parents) throws ConnectionException {
        return records.field(records.create("Task", parents), "Task", "AccountId");
    }

    @Test
    void reachesWhatAndWhomItIsAbout() throws ConnectionException {
        String account = records.create("Account", "Name", "About", "Type", "Prospect");
        String complaint = records.create("Case", "Subject", "Broken");
        String lead = records.create("Lead", "LastName", "Doe", "Company", "C", "Email", "doe@example.com");
        String first = records.create("Task", "Subject", "1", "WhatId", account);
        String second = records.create("Task", "Subject", "2", "WhatId", complaint);
        String third = records.create("Task", "Subject", "3", "WhoId", lead);

        JsonNode rows = JSON.readTree(org.query(("SELECT What.Name, What.Type, Who.Name, Who.Email, Who.Type FROM Task"
                                        + " WHERE Id IN ('%s','%s','%s') ORDER BY Subject")
                                .formatted(first, second, third))
                        .body())
                .get("records");

        assertThat(rows.get(0).path("What").path("Name").asString()).isEqualTo("About");
        assertThat(rows.get(0).path("What").path("Type").asString()).isEqualTo("Account");
        assertThat(rows.get(1).path("What").path("Name").asString())
                .isEqualTo(records.field(complaint, "Case", "CaseNumber"));
        assertThat(rows.get(1).path("What").path("Type").asString()).isEqualTo("Case");
        assertThat(rows.get(1).path("Who").isNull()).isTrue();
        assertThat(rows.get(2).path("Who").path("Email").asString()).isEqualTo("doe@example.com");
        assertThat(rows.get(2).path("Who").path("Type").asString()).isEqualTo("Lead");
    }

    @Test
    void namesWhatItIsAboutByAnExternalIdOfThatObject() throws ConnectionException {
        String account = records.create("Account", "Name", "A", "External_Id__c", "about-1");

        String id = rest.create(
                "Task",
                "{\"Subject\":\"S\",\"What\":{\"attributes\":{\"type\":\"Account\"},\"External_Id__c\":\"about-1\"}}");

        assertThat(records.field(id, "Task", "WhatId")).isEqualTo(account);
    }

    @Test
    void refusesWhatItCannotBeAbout() {
        assertThat(rest.post(
                                "/sobjects/Task",
                                "{\"WhoId\":\"%s\"}".formatted(rest.create("Account", "{\"Name\":\"A\"}")))
                        .body())
                .contains("MALFORMED_ID");
        assertThat(rest.post(
                                "/sobjects/Event",
                                "{\"WhatId\":\"%s\"}".formatted(rest.create("Route__c", "{\"Name\":\"R\"}")))
                        .body())
                .contains("MALFORMED_ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Account", "Contact", "Delivery__c"})
    void goesAlongWithADeletionAndComesBack(String object) throws ConnectionException {
        boolean isPerson = object.equals("Contact");
        String parent = records.create(object, isPerson ? "LastName" : "Name", "Parent");
        String lookup = isPerson ? "WhoId" : "WhatId";
        String task = records.create("Task", "Subject", "T", lookup, parent);
        String event = records.create(
                "Event", "StartDateTime", "2026-03-04T05:00:00Z", "DurationInMinutes", "30", lookup, parent);
        clock.pass(Duration.ofMinutes(5));

        soap.delete(new String[] {parent});

        assertThat(records.field(task, "Task", "IsDeleted")).isEqualTo("true");
        assertThat(records.field(event, "Event", "IsDeleted")).isEqualTo("true");
        clock.pass(Duration.ofMinutes(5));
        assertThat(rest.get("/sobjects/Task/deleted?start=2026-02-03T04:00:00Z&end=2026-02-03T04:14:00Z")
                        .body())
                .contains(task);
        soap.undelete(new String[] {parent});
        assertThat(records.live("Task", task)).isOne();
        assertThat(records.live("Event", event)).isOne();
    }

    @Test
    void movesToTheRecordThatWonAMerge() throws ConnectionException {
        String master = records.create("Account", "Name", "Master");
        String loser = records.create("Account", "Name", "Loser");
        String contact = records.create("Contact", "LastName", "Doe", "AccountId", loser);
        String about = records.create("Task", "Subject", "T", "WhatId", loser);
        String behind = records.create("Task", "Subject", "T", "WhoId", contact);
        var request = new MergeRequest();
        request.setMasterRecord(Records.record("Account"));
        request.getMasterRecord().setId(master);
        request.setRecordToMergeIds(new String[] {loser});

        MergeResult merged = soap.merge(new MergeRequest[] {request})[0];

        assertThat(merged.isSuccess()).isTrue();
        assertThat(merged.getUpdatedRelatedIds()).contains(about, behind, contact);
        assertThat(records.field(about, "Task", "WhatId")).isEqualTo(master);
        assertThat(records.field(about, "Task", "AccountId")).isEqualTo(master);
        assertThat(records.field(behind, "Task", "AccountId")).isEqualTo(master);
    }

    @Test
    void tellsItsChangesToThoseAloneWhoViewAllData() throws Exception {
        org.server().capture().select(List.of("Task", "Account"));
        org.post("/orgsim/rights", "{\"withdrawn\":\"view-all-data\",\"user\":\"integration@lockstep.example\"}");
        try (StreamClient client = StreamClient.connected(org);
                StreamClient person = StreamClient.connected(org, org.token(OrgsimSettings.PERSON))) {
            assertThat(client.subscribe("/data/TaskChangeEvent", StreamClient.NEW_EVENTS)
                            .get("error"))
                    .isEqualTo("403:denied_by_security_policy:create_denied");
            client.subscribe("/data/ChangeEvents", StreamClient.NEW_EVENTS);
            person.subscribe("/data/ChangeEvents", StreamClient.NEW_EVENTS);

            String task = rest.create("Task", "{\"Subject\":\"Unheard\"}");
            String account = rest.create("Account", "{\"Name\":\"Heard\"}");

            assertThat(client.event().toString()).contains(account);
            assertThat(person.event().toString()).contains(task);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Task", "Event"})
    void describesItsParents(String object) {
        JsonNode described =
                JSON.readTree(rest.get("/sobjects/" + object + "/describe").body());
        JsonNode account = JSON.readTree(rest.get("/sobjects/Account/describe").body());

        assertThat(field(described, "WhoId").path("referenceTo").toString()).isEqualTo("[\"Contact\",\"Lead\"]");
        assertThat(field(described, "WhatId").path("referenceTo").toString())
                .isEqualTo("[\"Account\",\"Case\",\"Opportunity\",\"Delivery__c\"]");
        assertThat(field(described, "WhatId").path("polymorphicForeignKey").asBoolean())
                .isTrue();
        assertThat(field(described, "IsArchived").path("updateable").asBoolean())
                .isFalse();
        assertThat(StreamSupport.stream(account.get("childRelationships").spliterator(), false)
                        .filter(child -> child.get("childSObject").asString().equals(object))
                        .map(child -> child.get("field").asString() + " "
                                + child.get("cascadeDelete").asBoolean()))
                .containsExactlyInAnyOrder("WhatId true", "AccountId false");
    }

    private static JsonNode field(JsonNode described, String name) {
        return StreamSupport.stream(described.get("fields").spliterator(), false)
                .filter(field -> field.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
