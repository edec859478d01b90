package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.Error;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Queues, and the records that they own.
class QueuesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUPPORT = "00GLs0000000001MAA";

    private final Clock clock = new Clock("2026-02-03T04:05:06Z");

    @AutoClose
    private final TestOrg org = new TestOrg(OrgsimSettings.defaults().withClock(clock));

    private final PartnerConnection soap = org.soap(org.token());
    private final Records records = new Records(soap);
    private final RestClient rest = RestClient.of(org, 65);

    @Test
    void hasTwoQueuesAndWhatTheyMayOwn() {
        assertThat(texts("SELECT Name FROM Group WHERE Type = 'Queue' ORDER BY Name", "Name"))
                .containsExactly("New Leads", "Support");
        assertThat(texts("SELECT SobjectType FROM QueueSobject WHERE Queue.DeveloperName = 'Support'", "SobjectType"))
                .containsExactlyInAnyOrder("Case", "Delivery__c", "Task");
    }

    @ParameterizedTest
    @CsvSource({"Case, Subject, Support", "Delivery__c, Name, Support", "Lead, LastName, New_Leads"})
    void ownsRecords(String object, String field, String queue) throws ConnectionException {
        String owner = queueId(queue);
        String id = object.equals("Lead")
                ? records.create(object, field, "Waits", "Company", "C", "OwnerId", owner)
                : records.create(object, field, "Waits", "OwnerId", owner);
        clock.pass(Duration.ofMinutes(2));

        JsonNode row = query(
                        "SELECT OwnerId, Owner.Name, Owner.Type FROM %s WHERE Owner.Type = 'Queue'".formatted(object))
                .get(0);

        assertThat(row.path("OwnerId").asString()).isEqualTo(owner);
        assertThat(row.path("Owner").path("Type").asString()).isEqualTo("Queue");
        assertThat(row.path("Owner").path("Name").asString()).isEqualTo(queue.replace('_', ' '));
        assertThat(texts("SELECT Owner.Type FROM %s WHERE Id = '%s'".formatted(object, id), "Owner.Type"))
                .containsExactly("Queue");
        assertThat(query("SELECT Id FROM %s WHERE Owner.Type = 'User' AND Id = '%s'".formatted(object, id)))
                .isEmpty();
        assertThat(rest.patch("/sobjects/%s/%s".formatted(object, id), "{\"OwnerId\":\"%s\"}".formatted(admin()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(texts("SELECT Owner.Type FROM %s WHERE Id = '%s'".formatted(object, id), "Owner.Type"))
                .containsExactly("User");
    }

    @Test
    void tellsTheOwnersOfABulkQuery() throws ConnectionException {
        records.create("Case", "Subject", "Waits", "OwnerId", SUPPORT);
        var bulk = BulkClient.of(org);
        String job = bulk.create("SELECT Subject, Owner.Name, Owner.Type FROM Case WHERE OwnerId = '" + SUPPORT + "'");
        clock.pass(Duration.ofMinutes(1));

        assertThat(bulk.results(bulk.complete(job), "").body()).contains("\"Waits\",\"Support\",\"Queue\"");
    }

    @Test
    void refusesAQueueThatMayNotOwnTheObject() throws ConnectionException {
        String lead = records.create("Lead", "LastName", "Doe", "Company", "C");
        String group = records.create("Group", "Name", "Everybody", "Type", "Regular");

        Error wrongQueue = refused(Records.record("Lead", "LastName", "Doe", "Company", "C", "OwnerId", SUPPORT));
        Error noQueue = refused(Records.record("Case", "Subject", "S", "OwnerId", group));
        HttpResponse<String> changed = rest.patch("/sobjects/Lead/" + lead, "{\"OwnerId\":\"" + SUPPORT + "\"}");

        assertThat(wrongQueue.getStatusCode().name()).isEqualTo("INVALID_OPERATION");
        assertThat(wrongQueue.getMessage()).isEqualTo("Queue not associated with this SObject type");
        assertThat(noQueue.getStatusCode().name()).isEqualTo("INVALID_OPERATION");
        assertThat(changed.statusCode()).isEqualTo(400);
        assertThat(changed.body()).contains("INVALID_OPERATION", "Queue not associated with this SObject type");
        assertThat(records.field(lead, "Lead", "OwnerId")).startsWith("005");
    }

    @Test
    void neverOwnsAnAccount() {
        Error error = refused(Records.record("Account", "Name", "A", "OwnerId", SUPPORT));

        assertThat(error.getStatusCode().name()).isEqualTo("MALFORMED_ID");
        assertThat(error.getMessage()).contains("id value of incorrect type");
    }

    @Test
    void makesAQueueThatOwnsWhatIsAddedToIt() throws ConnectionException {
        String queue = records.create("Group", "Name", "Night shift", "Type", "Queue");
        assertThat(records.field(queue, "Group", "DeveloperName")).isEqualTo("Night_shift");
        assertThat(refused(Records.record("Case", "Subject", "S", "OwnerId", queue))
                        .getStatusCode()
                        .name())
                .isEqualTo("INVALID_OPERATION");

        records.create("QueueSobject", "QueueId", queue, "SobjectType", "Case");

        String id = records.create("Case", "Subject", "S", "OwnerId", queue);
        assertThat(records.field(id, "Case", "OwnerId")).isEqualTo(queue);
        assertThat(refused(Records.record("Group", "Name", "Another", "DeveloperName", "night_SHIFT"))
                        .getStatusCode()
                        .name())
                .isEqualTo("DUPLICATE_DEVELOPER_NAME");
        assertThat(refused(Records.record("QueueSobject", "QueueId", queue, "SobjectType", "Account"))
                        .getStatusCode()
                        .name())
                .isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(soap.delete(new String[] {queue})[0]
                        .getErrors()[0]
                        .getStatusCode()
                        .name())
                .isEqualTo("INVALID_TYPE_FOR_OPERATION");
    }

    @Test
    void assignsNewRecordsToAQueue() {
        HttpResponse<String> added = org.send(org.request("/orgsim/automation")
                .POST(BodyPublishers.ofString(
                        "{\"automation\":\"assignment-rule\",\"object\":\"Case\",\"owner\":\"Support\"}"))
                .build());
        assertThat(added.body()).contains("\"owner\":\"Support\"");

        String id = rest.create("Case", "{\"Subject\":\"Assigned\"}");

        assertThat(texts("SELECT Owner.Name FROM Case WHERE Id = '" + id + "'", "Owner.Name"))
                .containsExactly("Support");
        assertThat(org.send(org.request("/orgsim/automation")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"automation\":\"assignment-rule\",\"object\":\"Lead\",\"owner\":\"Support\"}"))
                                .build())
                        .body())
                .contains("queue that may own Lead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Case", "Lead", "Delivery__c", "Task"})
    void describesTheOwnerAsOneOfTwo(String object) {
        JsonNode owner = field(object, "OwnerId");

        assertThat(owner.path("referenceTo").toString()).isEqualTo("[\"Group\",\"User\"]");
        assertThat(owner.path("polymorphicForeignKey").asBoolean()).isTrue();
        assertThat(owner.path("namePointing").asBoolean()).isTrue();
        assertThat(field("Account", "OwnerId").path("referenceTo").toString()).isEqualTo("[\"User\"]");
    }

    @Test
    void keepsItsQueuesOverARestart(@TempDir Path folder) throws ConnectionException {
        var settings = OrgsimSettings.defaults().withClock(clock).keptIn(folder);
        String queue;
        String id;
        try (var first = new TestOrg(settings)) {
            var before = new Records(first.soap(first.token()));
            queue = before.create("Group", "Name", "Kept", "Type", "Queue");
            before.create("QueueSobject", "QueueId", queue, "SobjectType", "Lead");
            id = before.create("Lead", "LastName", "Doe", "Company", "C", "OwnerId", queue);
        }

        try (var second = new TestOrg(settings)) {
            var after = new Records(second.soap(second.token()));
            assertThat(after.field(id, "Lead", "OwnerId")).isEqualTo(queue);
            assertThat(after.create("Lead", "LastName", "New", "Company", "C", "OwnerId", queue))
                    .startsWith("00Q");
        }
    }

    private JsonNode field(String object, String name) {
        JsonNode described =
                JSON.readTree(rest.get("/sobjects/" + object + "/describe").body());
        return StreamSupport.stream(described.get("fields").spliterator(), false)
                .filter(field -> field.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Error refused(SObject record) {
        try {
            SaveResult result = soap.create(new SObject[] {record})[0];
            assertThat(result.isSuccess()).isFalse();
            return result.getErrors()[0];
        } catch (ConnectionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String queueId(String developerName) {
        return texts("SELECT Id FROM Group WHERE DeveloperName = '" + developerName + "'", "Id")
                .getFirst();
    }

    private String admin() {
        return org.server().org().adminUser().id();
    }

    private JsonNode query(String soql) {
        return JSON.readTree(org.query(soql).body()).get("records");
    }

    /// The values of a column, whose path has points.
    private List<String> texts(String soql, String path) {
        return StreamSupport.stream(query(soql).spliterator(), false)
                .map(row -> {
                    JsonNode place = row;
                    for (String name : path.split("\\.", -1)) {
                        place = place.path(name);
                    }
                    return place.asString();
                })
                .toList();
    }
}
