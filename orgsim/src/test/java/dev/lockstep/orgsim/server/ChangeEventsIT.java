package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.events.CaptureSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What change events tell, as CometD's own client gets them.
class ChangeEventsIT {
    private static final String ACCOUNTS = "/data/AccountChangeEvent";
    private static final String CONTACTS = "/data/ContactChangeEvent";
    private static final String ALL = "/data/ChangeEvents";

    private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");
    private TestOrg org;
    private RestClient rest;
    private StreamClient client;

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg(OrgsimSettings.defaults()
                .withClock(() -> now)
                .withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO))
                .withCapture(CaptureSettings.defaults().overflowingBeyond(6).tellingAtMost(30_000)));
        rest = RestClient.of(org, 65);
        client = StreamClient.connected(org);
    }

    @AfterEach
    void stop() {
        client.close();
        org.close();
    }

    private void listen(String channel) throws Exception {
        assertThat(client.subscribe(channel, StreamClient.NEW_EVENTS).isSuccessful())
                .isTrue();
    }

    private static JsonNode header(JsonNode event) {
        return event.at("/payload/ChangeEventHeader");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void tellsAllThatANewRecordHas() throws Exception {
        listen(ACCOUNTS);
        String id = rest.create(
                "Account",
                "{\"Name\":\"Told\",\"BillingCity\":\"Ghent\",\"NumberOfEmployees\":7,\"AnnualRevenue\":1000}");
        JsonNode event = client.event();

        assertThat(header(event).at("/entityName").asString()).isEqualTo("Account");
        assertThat(texts(header(event).at("/recordIds"))).containsExactly(id);
        assertThat(header(event).at("/changeType").asString()).isEqualTo("CREATE");
        assertThat(header(event).at("/changeOrigin").asString()).isEqualTo("com/salesforce/api/rest/65.0");
        assertThat(header(event).at("/transactionKey").asString()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(header(event).at("/sequenceNumber").asInt()).isEqualTo(1);
        assertThat(header(event).at("/commitTimestamp").asLong()).isEqualTo(now.toEpochMilli());
        assertThat(header(event).at("/commitNumber").asLong()).isPositive();
        assertThat(header(event).at("/commitUser").asString())
                .isEqualTo(org.server().org().integrationUser().id());
        assertThat(texts(header(event).at("/changedFields"))).isEmpty();
        assertThat(texts(header(event).at("/nulledFields"))).isEmpty();
        assertThat(texts(header(event).at("/diffFields"))).isEmpty();
        assertThat(event.at("/schema").asString()).matches("[\\w-]{22}");
        assertThat(event.at("/event/replayId").asLong()).isPositive();
        JsonNode payload = event.at("/payload");
        assertThat(payload.at("/Name").asString()).isEqualTo("Told");
        assertThat(payload.at("/BillingAddress/City").asString()).isEqualTo("Ghent");
        assertThat(payload.at("/NumberOfEmployees").asInt()).isEqualTo(7);
        assertThat(payload.at("/AnnualRevenue").asDouble()).isEqualTo(1000);
        assertThat(payload.at("/CreatedDate").asString()).isEqualTo("2026-03-04T05:06:07.000Z");
        assertThat(payload.at("/OwnerId").asString()).startsWith("005");
        List.of("Id", "IsDeleted", "SystemModstamp", "Industry", "ShippingAddress", "PhotoUrl", "BillingCity")
                .forEach(name -> assertThat(payload.has(name)).as(name).isFalse());
    }

    @Test
    void tellsOfAnUpdateOnlyWhatChanged() throws Exception {
        String id = rest.create("Account", "{\"Name\":\"Before\",\"Industry\":\"Energy\",\"BillingCity\":\"Ghent\"}");
        listen(ACCOUNTS);
        now = now.plusSeconds(1);
        rest.patch("/sobjects/Account/" + id, "{\"Name\":\"Before\",\"Industry\":null,\"BillingCity\":\"Bruges\"}");
        JsonNode event = client.event();

        assertThat(header(event).at("/changeType").asString()).isEqualTo("UPDATE");
        assertThat(texts(header(event).at("/changedFields")))
                .containsExactlyInAnyOrder("Industry", "BillingAddress.City", "LastModifiedDate");
        assertThat(texts(header(event).at("/nulledFields"))).containsExactly("Industry");
        assertThat(event.at("/payload").has("Industry")).isTrue();
        assertThat(event.at("/payload/Industry").isNull()).isTrue();
        assertThat(event.at("/payload/BillingAddress")).hasToString("{\"City\":\"Bruges\"}");
        assertThat(event.at("/payload/LastModifiedDate").asString()).isEqualTo("2026-03-04T05:06:08.000Z");
        assertThat(event.at("/payload").has("Name")).isFalse();
    }

    @Test
    void tellsOfTheUserWhoChangedARecordOnlyWhereItIsAnotherOne() throws Exception {
        String id = rest.create("Account", "{\"Name\":\"Before\"}");
        listen(ACCOUNTS);
        new RestClient(org, org.token(OrgsimSettings.PERSON), rest.root())
                .patch("/sobjects/Account/" + id, "{\"Name\":\"After\"}");
        JsonNode event = client.event();

        assertThat(header(event).at("/commitUser").asString())
                .isEqualTo(org.server().org().adminUser().id());
        assertThat(texts(header(event).at("/changedFields"))).contains("LastModifiedById");
    }

    @Test
    void tellsADeletionWithAllThatGoesAlong() throws Exception {
        String account = rest.create("Account", "{\"Name\":\"Parent\"}");
        String contact = rest.create("Contact", "{\"LastName\":\"Child\",\"AccountId\":\"%s\"}".formatted(account));
        listen(ALL);
        rest.delete("/sobjects/Account/" + account);
        List<JsonNode> events = List.of(client.event(), client.event());

        assertThat(events)
                .extracting(event -> header(event).at("/changeType").asString())
                .containsOnly("DELETE");
        assertThat(events)
                .flatExtracting(event -> texts(header(event).at("/recordIds")))
                .containsExactlyInAnyOrder(account, contact);
        assertThat(events)
                .extracting(event -> header(event).at("/transactionKey").asString())
                .doesNotContainNull()
                .containsOnly(header(events.getFirst()).at("/transactionKey").asString());
        assertThat(events)
                .extracting(event -> header(event).at("/sequenceNumber").asInt())
                .containsExactly(1, 2);
        events.forEach(event -> assertThat(event.at("/payload").size()).isEqualTo(1));
    }

    @Test
    void tellsTheSameChangeOfSeveralRecordsTogether() throws Exception {
        String first = rest.create("Account", "{\"Name\":\"First\"}");
        String second = rest.create("Account", "{\"Name\":\"Second\"}");
        listen(ACCOUNTS);
        rest.patch("/composite/sobjects", """
            {"allOrNone":true,"records":[
              {"attributes":{"type":"Account"},"id":"%s","Industry":"Apparel"},
              {"attributes":{"type":"Account"},"id":"%s","Industry":"Apparel"}]}
            """.formatted(first, second));
        JsonNode event = client.event();

        assertThat(texts(header(event).at("/recordIds"))).containsExactly(first, second);
        assertThat(event.at("/payload/Industry").asString()).isEqualTo("Apparel");
    }

    @Test
    void tellsOneEventOfARecordThatWasMadeAndChangedInOneTransaction() throws Exception {
        listen(ACCOUNTS);
        HttpResponse<String> answer = rest.post("/composite", """
            {"allOrNone":true,"compositeRequest":[
              {"method":"POST","url":"/services/data/v65.0/sobjects/Account","referenceId":"made",
               "body":{"Name":"Draft"}},
              {"method":"PATCH","url":"/services/data/v65.0/sobjects/Account/@{made.id}","referenceId":"changed",
               "body":{"Name":"Final"}}]}
            """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String marker = rest.create("Account", "{\"Name\":\"Marker\"}");

        JsonNode event = client.event();
        assertThat(header(event).at("/changeType").asString()).isEqualTo("CREATE");
        assertThat(event.at("/payload/Name").asString()).isEqualTo("Final");
        assertThat(texts(header(client.event()).at("/recordIds"))).containsExactly(marker);
    }

    @Test
    void namesTheApiAndTheClientThatMadeAChange() throws Exception {
        listen(ACCOUNTS);
        String token = org.token();
        RawSoap.call(
                org,
                "64.0",
                RawSoap.message(
                        token, "<CallOptions><client>Astro</client></CallOptions>", RawSoap.createAccount("By SOAP")));
        rest.post(
                "/sobjects/Account",
                "{\"Name\":\"By REST\"}",
                "Sforce-Call-Options",
                "client=Codey, defaultNamespace=x");
        IngestClient.of(org).run("Name\nBy Bulk\n", "Account", "insert");

        assertThat(List.of(origin(), origin(), origin()))
                .containsExactly(
                        "com/salesforce/api/soap/64.0;client=Astro",
                        "com/salesforce/api/rest/65.0;client=Codey",
                        "com/salesforce/api/bulkapi/65.0");
    }

    private String origin() throws InterruptedException {
        return header(client.event()).at("/changeOrigin").asString();
    }

    @Test
    void tellsOfCustomObjectsAndOfPeopleByTheirWholeNames() throws Exception {
        listen("/data/Delivery__ChangeEvent");
        listen(CONTACTS);
        rest.create("Contact", "{\"FirstName\":\"Ada\",\"LastName\":\"Byron\"}");
        JsonNode contact = client.event();
        assertThat(contact.at("/payload/Name").size()).isEqualTo(2);
        assertThat(contact.at("/payload/Name/FirstName").asString()).isEqualTo("Ada");
        assertThat(contact.at("/payload/Name/LastName").asString()).isEqualTo("Byron");

        String delivery = RestClient.id(rest.post("/sobjects/Delivery__c", "{\"Name\":\"Told\"}"));
        JsonNode event = client.event();
        assertThat(header(event).at("/entityName").asString()).isEqualTo("Delivery__c");
        assertThat(texts(header(event).at("/recordIds"))).containsExactly(delivery);
    }

    @Test
    void tellsWhatIsTooMuchForOneTransactionByOneEventAnObject() throws Exception {
        listen(ALL);
        var records = new ArrayList<String>();
        for (int number = 0; number < 9; number++) {
            records.add("{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Many %d\"}".formatted(number));
        }
        rest.post("/composite/sobjects", "{\"records\":[%s]}".formatted(String.join(",", records)));

        var types = new ArrayList<String>();
        for (int number = 0; number < 7; number++) {
            types.add(header(client.event()).at("/changeType").asString());
        }
        assertThat(types.subList(0, 6)).containsOnly("CREATE");
        assertThat(types.get(6)).isEqualTo("GAP_OVERFLOW");
    }

    @Test
    void tellsOnlyTheIdOfAChangeThatIsTooLarge() throws Exception {
        listen("/data/LeadChangeEvent");
        String id = rest.create(
                "Lead",
                "{\"LastName\":\"Large\",\"Company\":\"Large\",\"Description\":\"%s\"}".formatted("x".repeat(31_000)));
        JsonNode gap = client.event();

        assertThat(header(gap).at("/changeType").asString()).isEqualTo("GAP_CREATE");
        assertThat(texts(header(gap).at("/recordIds"))).containsExactly(id);
        assertThat(gap.at("/payload").size()).isEqualTo(1);
        rest.patch("/sobjects/Lead/" + id, "{\"Company\":\"Small\"}");
        assertThat(header(client.event()).at("/changeType").asString()).isEqualTo("UPDATE");
    }

    @Test
    void tellsOnlyOfObjectsThatAreCaptured() throws Exception {
        listen(ALL);
        rest.create("Case", "{\"Subject\":\"Nobody hears of it\"}");
        String account = rest.create("Account", "{\"Name\":\"Heard\"}");
        assertThat(texts(header(client.event()).at("/recordIds"))).containsExactly(account);

        assertThat(control("PUT", "{\"objects\":\"Case, Contact\"}").body())
                .isEqualTo("{\"objects\":\"Case,Contact\"}");
        rest.create("Account", "{\"Name\":\"Unheard\"}");
        String heard = rest.create("Case", "{\"Subject\":\"Heard\"}");
        assertThat(texts(header(client.event()).at("/recordIds"))).containsExactly(heard);
    }

    @Test
    void refusesToCaptureTooManyObjectsOrUnknownOnes() {
        assertThat(control("PUT", "{\"objects\":\"Account,Contact,Lead,Opportunity,Case,User\"}")
                        .body())
                .contains("5 objects at most");
        assertThat(control("PUT", "{\"objects\":\"Nothing\"}").statusCode()).isEqualTo(400);
        assertThat(control("PUT", "{\"objects\":\"PushTopic\"}").statusCode()).isEqualTo(400);
        assertThat(control("PUT", "{}").statusCode()).isEqualTo(400);
        assertThat(control("GET", "").body())
                .isEqualTo("{\"objects\":\"Account,Contact,Lead,Opportunity,Delivery__c\"}");
    }

    private HttpResponse<String> control(String method, String body) {
        return org.send(org.request("/orgsim/capture")
                .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void keepsChangeEventsFromUsersWhoMayNotViewAllRecords() throws Exception {
        String user = org.server().org().integrationUser().id();
        org.server().capture().refuse(user);
        assertThat(client.subscribe(ACCOUNTS, StreamClient.NEW_EVENTS).get("error"))
                .isEqualTo("403:denied_by_security_policy:create_denied");
        listen(ALL);
        rest.create("Account", "{\"Name\":\"Unheard\"}");
        // A second client, who may, shows that the event is out.
        try (StreamClient other = StreamClient.connected(org, org.token(OrgsimSettings.PERSON))) {
            other.subscribe(ALL, StreamClient.ALL_EVENTS);
            other.event();
        }
        org.server().capture().permit(user);
        String heard = rest.create("Account", "{\"Name\":\"Heard\"}");

        assertThat(texts(header(client.event()).at("/recordIds"))).containsExactly(heard);
    }

    @Test
    void forgetsEventsAfterThreeDays() throws Exception {
        listen(ACCOUNTS);
        rest.create("Account", "{\"Name\":\"Old\"}");
        long old = client.event().at("/event/replayId").asLong();
        now = now.plus(Duration.ofHours(71));
        String young = RestClient.of(org, 65).create("Account", "{\"Name\":\"Young\"}");

        try (StreamClient other = StreamClient.connected(org)) {
            other.subscribe(ACCOUNTS, old);
            assertThat(texts(header(other.event()).at("/recordIds"))).containsExactly(young);
        }
        now = now.plus(Duration.ofHours(2));
        try (StreamClient other = StreamClient.connected(org)) {
            assertThat(other.subscribe(ACCOUNTS, old).get("error"))
                    .isEqualTo(
                            "400::The replayId {%d} you provided was invalid. Please provide a valid ID, -2 to replay all events, or -1 to replay only new events."
                                    .formatted(old));
            other.subscribe(ACCOUNTS, StreamClient.ALL_EVENTS);
            assertThat(texts(header(other.event()).at("/recordIds"))).containsExactly(young);
        }
    }
}
