package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.events.CaptureSettings;
import dev.lockstep.orgsim.org.OrgFeature;
import dev.lockstep.orgsim.pubsub.PubSubSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is told of accounts that are people.
class PersonEventsIT {
    private static final String ALL = "/data/ChangeEvents";

    private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");
    private TestOrg org;
    private RestClient rest;
    private StreamClient client;

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg(OrgsimSettings.defaults()
                .withFeatures(Set.of(OrgFeature.PERSON_ACCOUNTS))
                .withClock(() -> now)
                .withCapture(CaptureSettings.defaults())
                .withPubSub(PubSubSettings.defaults().withKeepalive(Duration.ofMillis(40))));
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

    private String person() {
        return rest.create(
                "Account", "{\"FirstName\":\"Ada\",\"LastName\":\"Byron\",\"PersonEmail\":\"ada@example.com\"}");
    }

    private static String entity(JsonNode event) {
        return event.at("/payload/ChangeEventHeader/entityName").asString();
    }

    private static List<String> changed(JsonNode event) {
        return StreamSupport.stream(
                        event.at("/payload/ChangeEventHeader/changedFields").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static String name(JsonNode event) {
        JsonNode name = event.at("/payload/Name");
        assertThat(name.size()).isEqualTo(2);
        return name.at("/FirstName").asString() + " " + name.at("/LastName").asString();
    }

    @Test
    void aNewPersonIsToldTwice() throws Exception {
        listen(ALL);
        String id = person();
        JsonNode account = client.event();
        JsonNode contact = client.event();

        assertThat(entity(account)).isEqualTo("Account");
        assertThat(name(account)).isEqualTo("Ada Byron");
        assertThat(account.at("/payload/PersonEmail").asString()).isEqualTo("ada@example.com");
        assertThat(entity(contact)).isEqualTo("Contact");
        assertThat(name(contact)).isEqualTo("Ada Byron");
        assertThat(contact.at("/payload/Email").asString()).isEqualTo("ada@example.com");
        assertThat(contact.at("/payload/AccountId").asString()).isEqualTo(id);
        assertThat(contact.at("/payload/ChangeEventHeader/transactionKey").asString())
                .isEqualTo(
                        account.at("/payload/ChangeEventHeader/transactionKey").asString());

        rest.create("Account", "{\"Name\":\"Company\"}");
        assertThat(client.event().at("/payload/Name").asString()).isEqualTo("Company");
    }

    @Test
    void aChangeOfEitherHalfIsToldOfBoth() throws Exception {
        String id = person();
        listen(ALL);
        now = now.plusSeconds(1);
        rest.patch("/sobjects/Account/" + id, "{\"Industry\":\"Energy\"}");

        assertThat(changed(client.event())).containsExactlyInAnyOrder("Industry", "LastModifiedDate");
        assertThat(changed(client.event())).containsExactly("LastModifiedDate");

        now = now.plusSeconds(1);
        rest.patch("/sobjects/Account/" + id, "{\"LastName\":\"Lovelace\",\"PersonTitle\":\"Countess\"}");
        assertThat(changed(client.event()))
                .containsExactlyInAnyOrder("Name.LastName", "PersonTitle", "LastModifiedDate");
        assertThat(changed(client.event())).containsExactlyInAnyOrder("Name.LastName", "Title", "LastModifiedDate");

        rest.delete("/sobjects/Account/" + id);
        assertThat(List.of(entity(client.event()), entity(client.event())))
                .containsExactlyInAnyOrder("Account", "Contact");
    }

    @Test
    void withoutContactsAnUpdateLacksWhatTheyHave() throws Exception {
        org.server().capture().select(List.of("Account"));
        listen(ALL);
        String id = person();
        assertThat(client.event().at("/payload/PersonEmail").asString()).isEqualTo("ada@example.com");

        rest.patch("/sobjects/Account/" + id, "{\"Industry\":\"Energy\",\"PersonEmail\":\"byron@example.com\"}");
        assertThat(changed(client.event())).containsExactlyInAnyOrder("Industry", "LastModifiedDate");
    }

    @Test
    void aPushTopicTellsOfTheAccountAlone() throws Exception {
        rest.create("PushTopic", """
            {"Name": "People", "Query": "SELECT Id, LastName FROM Contact", "ApiVersion": 65.0}\
            """);
        rest.create("PushTopic", """
            {"Name": "Accounts", "Query": "SELECT Id, LastName FROM Account", "ApiVersion": 65.0}\
            """);
        listen("/topic/People");
        listen("/topic/Accounts");
        String person = person();
        String contact = rest.create("Contact", "{\"LastName\":\"Of no account\"}");

        assertThat(client.event().at("/sobject/Id").asString()).isEqualTo(person);
        assertThat(client.event().at("/sobject/Id").asString()).isEqualTo(contact);
    }

    @Test
    void theSchemaTellsAnAccountsNameInTwoWays() throws Exception {
        try (var pubsub = PubSubClient.of(org)) {
            Schema schema =
                    pubsub.schema(pubsub.topic("/data/AccountChangeEvent").getSchemaId());
            List<Schema> types = schema.getField("Name").schema().getTypes();

            assertThat(types).extracting(Schema::getName).containsExactly("null", "string", "Switchable_PersonName");
            assertThat(types.getLast().getFields())
                    .extracting(Schema.Field::name)
                    .containsExactly("LastName", "FirstName", "Salutation");

            var stream = pubsub.subscribed("/data/AccountChangeEvent", 10);
            person();
            assertThat(pubsub.decoded(stream.event()).get("Name"))
                    .hasToString("{\"LastName\": \"Byron\", \"FirstName\": \"Ada\", \"Salutation\": null}");
            rest.create("Account", "{\"Name\":\"Company\"}");
            assertThat(pubsub.decoded(stream.event()).get("Name")).hasToString("Company");
        }
    }
}
