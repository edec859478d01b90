package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.oauth.SignInSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What PushTopics tell, and which ones can't be.
class PushTopicsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHANNEL = "/topic/Accounts";
    private static final String QUERY = "SELECT Id, Name, Industry FROM Account WHERE NumberOfEmployees > 5";

    private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");
    private TestOrg org;
    private RestClient rest;
    private StreamClient client;

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg(OrgsimSettings.defaults()
                .withClock(() -> now)
                .withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO))
                .withSignIn(SignInSettings.defaults().withSessionIdleLimit(Duration.ofDays(1))));
        rest = RestClient.of(org, 65);
        client = StreamClient.connected(org);
    }

    @AfterEach
    void stop() {
        client.close();
        org.close();
    }

    private static String topic(String name, String query, String... more) {
        var body = JSON.createObjectNode().put("Name", name).put("Query", query).put("ApiVersion", 65.0);
        for (int place = 0; place < more.length; place += 2) {
            body.put(more[place], more[place + 1]);
        }
        return JSON.writeValueAsString(body);
    }

    private void listen(String query, String... more) throws Exception {
        rest.create("PushTopic", topic("Accounts", query, more));
        assertThat(client.subscribe(CHANNEL, StreamClient.NEW_EVENTS).isSuccessful())
                .isTrue();
    }

    private String account(String name, int employees) {
        return rest.create("Account", "{\"Name\":\"%s\",\"NumberOfEmployees\":%d}".formatted(name, employees));
    }

    private void update(String id, String body) {
        assertThat(rest.patch("/sobjects/Account/" + id, body).statusCode()).isEqualTo(204);
    }

    private void assertNext(String type, String id) throws InterruptedException {
        JsonNode event = client.event();
        assertThat(event.at("/event/type").asString()).as(event::toString).isEqualTo(type);
        assertThat(event.at("/sobject/Id").asString()).as(event::toString).isEqualTo(id);
    }

    @Test
    void tellsOfNewRecordsThatMatch() throws Exception {
        listen(QUERY);
        account("Small", 5);
        String big = account("Big", 6);
        JsonNode event = client.event();

        assertThat(event.at("/event/createdDate").asString()).isEqualTo("2026-03-04T05:06:07.000Z");
        assertThat(event.at("/event/replayId").asLong()).isPositive();
        assertThat(event.at("/event/type").asString()).isEqualTo("created");
        assertThat(event.at("/sobject").size()).isEqualTo(3);
        assertThat(event.at("/sobject/Id").asString()).isEqualTo(big);
        assertThat(event.at("/sobject/Name").asString()).isEqualTo("Big");
        assertThat(event.at("/sobject/Industry").isNull()).isTrue();
    }

    @Test
    void tellsOfChangesOfTheFieldsThatTheQueryNames() throws Exception {
        String id = account("Big", 6);
        listen(QUERY);
        update(id, "{\"Phone\":\"1\"}");
        update(id, "{\"NumberOfEmployees\":7}");
        assertNext("updated", id);
        update(id, "{\"Industry\":\"Energy\"}");
        assertThat(client.event().at("/sobject/Industry").asString()).isEqualTo("Energy");
        update(id, "{\"NumberOfEmployees\":1}");
        update(id, "{\"Name\":\"Unheard\"}");
        update(id, "{\"NumberOfEmployees\":8}");
        assertThat(client.event().at("/sobject/Name").asString()).isEqualTo("Unheard");
    }

    @ParameterizedTest
    @CsvSource({"Select,Name", "Where,NumberOfEmployees", "All,Phone"})
    void looksAtTheFieldsThatItIsToLookAt(String fields, String heard) throws Exception {
        String id = account("Big", 6);
        listen(QUERY, "NotifyForFields", fields);
        for (String field : new String[] {"Name", "NumberOfEmployees", "Phone"}) {
            if (!field.equals(heard) && !fields.equals("All")) {
                update(id, "{\"%s\":\"9\"}".formatted(field));
            }
        }
        update(id, "{\"%s\":\"10\"}".formatted(heard));
        String marker = account("Marker", 6);

        assertNext("updated", id);
        assertNext("created", marker);
    }

    @Test
    void tellsOfADeletionTheIdAlone() throws Exception {
        String id = account("Big", 6);
        listen(QUERY);
        rest.delete("/sobjects/Account/" + id);
        JsonNode event = client.event();

        assertThat(event.at("/event/type").asString()).isEqualTo("deleted");
        assertThat(event.at("/sobject")).hasToString("{\"Id\":\"%s\"}".formatted(id));
    }

    @Test
    void tellsOnlyOfTheOperationsThatItIsToTellOf() throws Exception {
        String id = account("Big", 6);
        listen(QUERY, "NotifyForOperationCreate", "false", "NotifyForOperationUpdate", "false");
        account("Unheard", 6);
        update(id, "{\"Name\":\"Unheard\"}");
        rest.delete("/sobjects/Account/" + id);

        assertNext("deleted", id);
    }

    @Test
    void saysNothingOfBulkJobsAndOfWhatGoesAlongWithADeletion() throws Exception {
        String account = account("Parent", 6);
        String contact = rest.create("Contact", "{\"LastName\":\"Child\",\"AccountId\":\"%s\"}".formatted(account));
        rest.create("PushTopic", topic("Contacts", "SELECT Id, LastName FROM Contact"));
        client.subscribe("/topic/Contacts", StreamClient.NEW_EVENTS);
        IngestClient.of(org).run("Id,LastName\n%s,Unheard\n".formatted(contact), "Contact", "update");
        rest.delete("/sobjects/Account/" + account);
        String marker = rest.create("Contact", "{\"LastName\":\"Marker\"}");

        assertNext("created", marker);
    }

    @Test
    void isSilentOnceItIsNotActive() throws Exception {
        String topic = rest.create("PushTopic", topic("Accounts", QUERY));
        client.subscribe(CHANNEL, StreamClient.NEW_EVENTS);
        assertThat(rest.patch("/sobjects/PushTopic/" + topic, "{\"IsActive\":false}")
                        .statusCode())
                .isEqualTo(204);
        account("Unheard", 6);
        rest.patch("/sobjects/PushTopic/" + topic, "{\"IsActive\":true}");
        String heard = account("Heard", 6);

        assertNext("created", heard);
    }

    @Test
    void isMadeBySoapToo() throws Exception {
        String made =
                RawSoap.call(org, "65.0", RawSoap.message(org.token(), """
                    <create><sObjects><s:type>PushTopic</s:type><s:Name>Accounts</s:Name>
                    <s:Query>SELECT Id, Name FROM Account</s:Query><s:ApiVersion>65.0</s:ApiVersion>
                    </sObjects></create>\
                    """)).body();
        assertThat(made).contains("<success>true</success>");
        client.subscribe(CHANNEL, StreamClient.NEW_EVENTS);

        assertNext("created", account("Heard", 1));
    }

    @Test
    void tellsOfDatesFromTodayOnEachDay() throws Exception {
        rest.create("PushTopic", topic("Today", "SELECT Id, Name FROM Account WHERE CreatedDate = TODAY"));
        client.subscribe("/topic/Today", StreamClient.NEW_EVENTS);
        String first = account("First day", 1);
        assertNext("created", first);
        now = now.plus(Duration.ofDays(1));
        update(first, "{\"Name\":\"Not made today\"}");

        assertNext("created", account("Second day", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SELECT Name FROM Account | Id must be among the selected fields",
                "SELECT Id FROM Account | a topic that notifies for the fields Referenced needs one of them besides Id",
                "SELECT Id, Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact) | semi/anti join sub-selects"
                        + " are not supported",
                "SELECT COUNT(Id) FROM Account | Aggregate queries are not supported",
                "SELECT Id, Name FROM Account LIMIT 10 | 'LIMIT' is not allowed",
                "SELECT Id, Account.Name FROM Contact | relationships are not supported",
                "SELECT Id, Name FROM Account ORDER BY Name | 'ORDER BY' clause is not allowed",
                "SELECT Id, Name FROM Account WHERE NOT Name = 'a' | 'NOT' is not supported",
                "SELECT Id, Name FROM User | entity 'User' is not supported in a topic",
                "SELECT Id, Nothing FROM Account | No such column 'Nothing' on entity 'Account'",
            })
    void refusesQueriesThatATopicCannotHave(String query, String words) {
        HttpResponse<String> answer = rest.post("/sobjects/PushTopic", topic("Refused", query));

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = JSON.readTree(answer.body()).get(0);
        assertThat(error.get("errorCode").asString()).isEqualTo("INVALID_FIELD");
        assertThat(error.get("message").asString()).contains(words);
    }

    @Test
    void refusesWhatIsTooLongUsedOrTooOld() {
        assertThat(rest.post("/sobjects/PushTopic", topic("A name of more than 25 signs", QUERY))
                        .body())
                .contains("STRING_TOO_LONG");
        assertThat(rest.post(
                                "/sobjects/PushTopic",
                                topic("Long", QUERY + " AND Name != '%s'".formatted("x".repeat(1300))))
                        .body())
                .contains("STRING_TOO_LONG");
        assertThat(rest.post("/sobjects/PushTopic", topic("Old", QUERY, "ApiVersion", "20.0"))
                        .body())
                .contains("API version must be greater than 20.0");
        rest.create("PushTopic", topic("Twice", QUERY));
        assertThat(rest.post("/sobjects/PushTopic", topic("Twice", QUERY)).body())
                .contains("DUPLICATE_VALUE");
        assertThat(rest.post("/sobjects/PushTopic", "{\"Name\":\"Empty\"}").body())
                .contains("REQUIRED_FIELD_MISSING")
                .contains("Query")
                .contains("ApiVersion");
        assertThat(rest.post("/sobjects/PushTopic", topic("Fields", QUERY, "NotifyForFields", "Some"))
                        .body())
                .contains("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
    }

    @Test
    void tellsInItsOlderFieldWhichOperationsItTellsOf() {
        rest.create("PushTopic", topic("Extended", QUERY));
        rest.create(
                "PushTopic",
                topic(
                        "Created",
                        QUERY,
                        "NotifyForOperationUpdate",
                        "false",
                        "NotifyForOperationDelete",
                        "false",
                        "NotifyForOperationUndelete",
                        "false"));

        assertThat(org.query("SELECT Name, NotifyForOperations, NotifyForFields, IsActive FROM PushTopic ORDER BY Name")
                        .body())
                .contains(
                        "\"Name\":\"Created\",\"NotifyForOperations\":\"Create\",\"NotifyForFields\":\"Referenced\",\"IsActive\":true")
                .contains("\"Name\":\"Extended\",\"NotifyForOperations\":\"Extended\"");
    }
}
