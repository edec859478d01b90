package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.lockstep.orgsim.events.CaptureSettings;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.http.CallLog;
import dev.lockstep.orgsim.pubsub.PubSubSettings;
import dev.lockstep.orgsim.pubsub.wire.ConsumerEvent;
import dev.lockstep.orgsim.pubsub.wire.FetchResponse;
import dev.lockstep.orgsim.pubsub.wire.TopicInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Pub/Sub API as a client of gRPC's own stubs sees it.
class PubSubIT {
    private static final String ACCOUNTS = "/data/AccountChangeEvent";
    private static final String ALL = "/data/ChangeEvents";

    /// Short, since each subscription here begins by waiting for the first sign of life.
    private static final PubSubSettings LIVELY = PubSubSettings.defaults().withKeepalive(Duration.ofMillis(40));

    private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");
    private TestOrg org;
    private RestClient rest;
    private PubSubClient client;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults()
                .withClock(() -> now)
                .withCapture(CaptureSettings.defaults().overflowingBeyond(6).tellingAtMost(30_000))
                .withPubSub(LIVELY));
        rest = RestClient.of(org, 65);
        client = PubSubClient.of(org);
    }

    @AfterEach
    void stop() {
        client.close();
        org.close();
    }

    private String account(String name) {
        return rest.create("Account", "{\"Name\":\"%s\"}".formatted(name));
    }

    private static GenericRecord header(GenericRecord event) {
        return (GenericRecord) event.get("ChangeEventHeader");
    }

    private static List<String> texts(GenericRecord record, String field) {
        return ((List<?>) record.get(field)).stream().map(String::valueOf).toList();
    }

    private static List<String> ids(GenericRecord event) {
        return texts(header(event), "recordIds");
    }

    private static String text(GenericRecord record, String field) {
        return String.valueOf(record.get(field));
    }

    @Test
    void tellsOfATopic() {
        TopicInfo topic = client.topic(ACCOUNTS);

        assertThat(topic.getTopicName()).isEqualTo(ACCOUNTS);
        assertThat(topic.getCanSubscribe()).isTrue();
        assertThat(topic.getCanPublish()).isFalse();
        assertThat(topic.getSchemaId()).matches("[\\w-]{22}");
        assertThat(topic.getTenantGuid()).isEqualTo(org.server().org().organizationId());
        assertThat(topic.getRpcId()).isNotEmpty();
        assertThat(client.topic(ALL).getSchemaId()).isEmpty();
    }

    @Test
    void tellsASchemaWithTheHeaderFirst() {
        Schema schema = client.schema(client.topic(ACCOUNTS).getSchemaId());

        assertThat(schema.getFullName()).isEqualTo("com.sforce.eventbus.AccountChangeEvent");
        assertThat(schema.getFields().getFirst().name()).isEqualTo("ChangeEventHeader");
        assertThat(schema.getField("ChangeEventHeader").schema().getFields())
                .extracting(Schema.Field::name)
                .containsExactly(
                        "entityName",
                        "recordIds",
                        "changeType",
                        "changeOrigin",
                        "transactionKey",
                        "sequenceNumber",
                        "commitTimestamp",
                        "commitNumber",
                        "commitUser",
                        "nulledFields",
                        "diffFields",
                        "changedFields");
        assertThat(schema.getField("Name").schema()).hasToString("[\"null\",\"string\"]");
        assertThat(schema.getField("CreatedDate").schema()).hasToString("[\"null\",\"long\"]");
        assertThat(schema.getField("AnnualRevenue").schema()).hasToString("[\"null\",\"double\"]");
        assertThat(schema.getField("NumberOfEmployees").schema()).hasToString("[\"null\",\"int\"]");
        assertThat(schema.getField("BillingAddress")
                        .schema()
                        .getTypes()
                        .getLast()
                        .getFields())
                .extracting(Schema.Field::name)
                .contains("Street", "City", "PostalCode");
        assertThat(schema.getField("ShippingAddress").schema())
                .isEqualTo(schema.getField("BillingAddress").schema());
        assertThat(schema.getField("Id")).isNull();
    }

    @Test
    void hasASchemaForEachObjectThatCanBeCaptured() {
        List<String> topics = org.server().org().objects().stream()
                .map(object -> object.name())
                .filter(name -> !Set.of("PushTopic", "Group", "QueueSobject", "RecordType")
                        .contains(name))
                .map(name -> name.endsWith("__c") ? name.substring(0, name.length() - 1) : name)
                .map(name -> "/data/" + name + "ChangeEvent")
                .toList();

        assertThat(topics).hasSizeGreaterThan(7).contains("/data/Delivery__ChangeEvent");
        assertThat(topics).allSatisfy(topic -> {
            Schema schema = client.schema(client.topic(topic).getSchemaId());
            assertThat("/data/" + schema.getName()).isEqualTo(topic);
        });
    }

    @Test
    void tellsAllThatANewRecordHas() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 10);
        String id = rest.create(
                "Account",
                "{\"Name\":\"Told\",\"BillingCity\":\"Ghent\",\"NumberOfEmployees\":7,\"AnnualRevenue\":1000}");
        FetchResponse response = stream.filledResponse();
        ConsumerEvent message = response.getEvents(0);
        GenericRecord event = client.decoded(message);
        GenericRecord header = header(event);

        assertThat(ids(event)).containsExactly(id);
        assertThat(text(header, "entityName")).isEqualTo("Account");
        assertThat(text(header, "changeType")).isEqualTo("CREATE");
        assertThat(text(header, "changeOrigin")).isEqualTo("com/salesforce/api/rest/65.0");
        assertThat(text(header, "transactionKey")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(header.get("sequenceNumber")).isEqualTo(1);
        assertThat(header.get("commitTimestamp")).isEqualTo(now.toEpochMilli());
        assertThat(texts(header, "changedFields")).isEmpty();
        assertThat(text(event, "Name")).isEqualTo("Told");
        assertThat(event.get("NumberOfEmployees")).isEqualTo(7);
        assertThat(event.get("AnnualRevenue")).isEqualTo(1000.0);
        assertThat(event.get("CreatedDate")).isEqualTo(now.toEpochMilli());
        assertThat(text((GenericRecord) event.get("BillingAddress"), "City")).isEqualTo("Ghent");
        assertThat(event.get("ShippingAddress")).isNull();
        assertThat(event.get("Industry")).isNull();
        assertThat(message.getEvent().getId()).isNotEmpty();
        assertThat(message.getReplayId().size()).isEqualTo(8);
        assertThat(response.getLatestReplayId()).isEqualTo(message.getReplayId());
        assertThat(response.getPendingNumRequested()).isEqualTo(9);
    }

    @Test
    void namesChangedAndEmptiedFieldsByTheirBits() throws Exception {
        String id = rest.create("Account", "{\"Name\":\"Before\",\"Industry\":\"Energy\",\"BillingCity\":\"Ghent\"}");
        var stream = client.subscribed(ACCOUNTS, 10);
        now = now.plusSeconds(1);
        rest.patch("/sobjects/Account/" + id, "{\"Name\":\"Before\",\"Industry\":null,\"BillingCity\":\"Bruges\"}");
        ConsumerEvent message = stream.event();
        GenericRecord event = client.decoded(message);
        Schema schema = event.getSchema();

        assertThat(fields(texts(header(event), "changedFields"), schema))
                .containsExactlyInAnyOrder("Industry", "BillingAddress.City", "LastModifiedDate");
        assertThat(fields(texts(header(event), "nulledFields"), schema)).containsExactly("Industry");
        assertThat(texts(header(event), "diffFields")).isEmpty();
        assertThat(texts(header(event), "changedFields")).allMatch(bits -> bits.matches("(\\d+-)?0x([0-9A-F]{2})+"));
        assertThat(event.get("Name")).isNull();
        assertThat(event.get("LastModifiedDate")).isEqualTo(now.toEpochMilli());
        assertThat(text((GenericRecord) event.get("BillingAddress"), "City")).isEqualTo("Bruges");
    }

    /// Reads bitmaps as the documents tell it.
    private static List<String> fields(List<String> bitmaps, Schema schema) {
        List<String> names = new ArrayList<>();
        for (String bitmap : bitmaps) {
            String[] parts = bitmap.split("-", -1);
            Schema.Field whole = parts.length == 1 ? null : schema.getFields().get(Integer.parseInt(parts[0]));
            Schema record = whole == null ? schema : whole.schema().getTypes().getLast();
            var bits = new java.math.BigInteger(parts[parts.length - 1].substring(2), 16);
            IntStream.range(0, bits.bitLength())
                    .filter(bits::testBit)
                    .mapToObj(bit -> record.getFields().get(bit).name())
                    .map(name -> whole == null ? name : whole.name() + "." + name)
                    .forEach(names::add);
        }
        return names;
    }

    @Test
    void spellsValuesOfEachKind() throws Exception {
        var stream = client.subscribed(ALL, 10);
        rest.create("Contact", "{\"FirstName\":\"Ada\",\"LastName\":\"Byron\",\"Birthdate\":\"1970-01-02\"}");
        GenericRecord contact = stream.record();

        assertThat(contact.getSchema().getName()).isEqualTo("ContactChangeEvent");
        assertThat(text((GenericRecord) contact.get("Name"), "FirstName")).isEqualTo("Ada");
        assertThat(text((GenericRecord) contact.get("Name"), "LastName")).isEqualTo("Byron");
        assertThat(contact.get("Birthdate")).isEqualTo(Duration.ofDays(1).toMillis());

        rest.create("Delivery__c", """
            {"Name":"Told","Weight__c":1.125,"Slot__c":"01:02:03.004Z","Fragile__c":true,"Tags__c":"Express;Cold",
             "Delivered_At__c":"2026-01-02T03:04:05.000Z"}
            """);
        GenericRecord delivery = stream.record();
        assertThat(delivery.getSchema().getName()).isEqualTo("Delivery__ChangeEvent");
        assertThat(delivery.get("Weight__c")).isEqualTo(1.125);
        assertThat(delivery.get("Slot__c"))
                .isEqualTo(LocalTime.parse("01:02:03.004").toNanoOfDay() / 1_000_000);
        assertThat(delivery.get("Fragile__c")).isEqualTo(true);
        assertThat(text(delivery, "Tags__c")).contains("Express").contains("Cold");
        assertThat(delivery.get("Delivered_At__c"))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z").toEpochMilli());
    }

    @Test
    void tellsADeletionWithNothingButTheHeader() throws Exception {
        String id = account("Gone");
        var stream = client.subscribed(ACCOUNTS, 10);
        rest.delete("/sobjects/Account/" + id);
        GenericRecord event = stream.record();

        assertThat(text(header(event), "changeType")).isEqualTo("DELETE");
        assertThat(ids(event)).containsExactly(id);
        event.getSchema().getFields().stream()
                .skip(1)
                .forEach(field -> assertThat(event.get(field.name())).isNull());
    }

    @Test
    void tellsGapsAndOverflows() throws Exception {
        var stream = client.subscribed(ALL, 100);
        String id = rest.create(
                "Lead",
                "{\"LastName\":\"Large\",\"Company\":\"Large\",\"Description\":\"%s\"}".formatted("x".repeat(31_000)));
        GenericRecord gap = stream.record();
        assertThat(text(header(gap), "changeType")).isEqualTo("GAP_CREATE");
        assertThat(ids(gap)).containsExactly(id);
        assertThat(gap.get("Company")).isNull();

        List<String> records = IntStream.range(0, 9)
                .mapToObj("{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Many %d\"}"::formatted)
                .toList();
        rest.post("/composite/sobjects", "{\"records\":[%s]}".formatted(String.join(",", records)));
        for (int number = 0; number < 6; number++) {
            assertThat(text(header(stream.record()), "changeType")).isEqualTo("CREATE");
        }
        GenericRecord overflow = stream.record();
        assertThat(text(header(overflow), "changeType")).isEqualTo("GAP_OVERFLOW");
        assertThat(ids(overflow)).isEmpty();
    }

    @Test
    void tellsOnlyOfTheTopicAndOfCapturedObjects() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 10);
        rest.create("Contact", "{\"LastName\":\"Elsewhere\"}");
        rest.create("Case", "{\"Subject\":\"Nobody hears of it\"}");
        String id = account("Heard");

        assertThat(ids(stream.record())).containsExactly(id);
    }

    @Test
    void sendsNoMoreThanWasAskedFor() throws Exception {
        List<String> made = new ArrayList<>();
        var stream = client.subscribe(PubSubClient.earliest(ACCOUNTS, 2));
        for (int number = 0; number < 5; number++) {
            made.add(account("Flow " + number));
        }
        List<String> told = new ArrayList<>();
        told.addAll(ids(stream.record()));
        told.addAll(ids(stream.record()));
        // Who may not be sent anything isn't sent signs of life either: the next message answers the next request.
        stream.askFor(2);
        FetchResponse response = stream.response();
        assertThat(response.getEventsCount()).isEqualTo(2);
        assertThat(response.getPendingNumRequested()).isZero();
        response.getEventsList().forEach(event -> told.addAll(ids(client.decoded(event))));
        stream.askFor(1);
        told.addAll(ids(stream.record()));

        assertThat(told).isEqualTo(made);
    }

    @Test
    void addsUpWhatIsAskedForToAHundredAtMost() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 60);
        stream.askFor(30);
        assertThat(pending(stream, 90)).isEqualTo(90);
        stream.askFor(30);
        assertThat(pending(stream, 100)).isEqualTo(100);
        stream.askFor(Integer.MAX_VALUE);
        account("One");
        assertThat(stream.filledResponse().getPendingNumRequested()).isEqualTo(99);
        assertThat(client.subscribe(PubSubClient.latest(ACCOUNTS, 1000))
                        .response()
                        .getPendingNumRequested())
                .isEqualTo(100);
    }

    /// What the next sign of life tells that isn't older than the last request.
    private static int pending(PubSubClient.Stream stream, int awaited) throws InterruptedException {
        FetchResponse response = stream.response();
        return response.getPendingNumRequested() < awaited
                ? pending(stream, awaited)
                : response.getPendingNumRequested();
    }

    @Test
    void showsLifeByAnswersWithoutEvents() throws Exception {
        account("Before");
        var stream = client.subscribe(PubSubClient.latest(ACCOUNTS, 5));
        FetchResponse life = stream.response();

        assertThat(life.getEventsCount()).isZero();
        assertThat(life.getPendingNumRequested()).isEqualTo(5);
        assertThat(life.getLatestReplayId().size()).isEqualTo(8);
        assertThat(stream.response().getLatestReplayId()).isEqualTo(life.getLatestReplayId());

        String missed = account("After");
        var other = client.subscribe(PubSubClient.behind(ACCOUNTS, life.getLatestReplayId(), 5));
        assertThat(ids(other.record())).containsExactly(missed);
    }

    @Test
    void tellsAPlaceBeforeAllEventsWhereThereAreNone() throws Exception {
        var stream = client.subscribe(PubSubClient.earliest(ACCOUNTS, 5));
        ByteString start = stream.response().getLatestReplayId();
        String id = account("First");

        assertThat(start.size()).isEqualTo(8);
        assertThat(ids(client.subscribe(PubSubClient.behind(ACCOUNTS, start, 5)).record()))
                .containsExactly(id);
    }

    @Test
    void looksPastEventsOfOtherTopics() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 5);
        var contacts = client.subscribed("/data/ContactChangeEvent", 5);
        rest.create("Contact", "{\"LastName\":\"Elsewhere\"}");
        ByteString place = contacts.event().getReplayId();

        FetchResponse life = stream.response();
        while (!life.getLatestReplayId().equals(place)) {
            life = stream.response();
        }
        assertThat(life.getEventsCount()).isZero();
    }

    @Test
    void replaysFromWhereAClientWas() throws Exception {
        String first = account("First");
        String second = account("Second");
        String third = account("Third");
        var all = client.subscribe(PubSubClient.earliest(ACCOUNTS, 10));
        ConsumerEvent known = all.event();
        assertThat(ids(client.decoded(known))).containsExactly(first);
        assertThat(ids(all.record())).containsExactly(second);

        var later = client.subscribe(PubSubClient.behind(ACCOUNTS, known.getReplayId(), 10));
        assertThat(ids(later.record())).containsExactly(second);
        assertThat(ids(later.record())).containsExactly(third);
    }

    @Test
    void goesOnAfterARestart(@TempDir Path folder) throws Exception {
        OrgsimSettings settings = OrgsimSettings.defaults().keptIn(folder).withPubSub(LIVELY);
        ByteString known;
        String missed;
        try (var kept = new TestOrg(settings);
                var subscriber = PubSubClient.of(kept)) {
            RestClient writer = RestClient.of(kept, 65);
            var stream = subscriber.subscribed(ACCOUNTS, 10);
            writer.create("Account", "{\"Name\":\"Known\"}");
            known = stream.event().getReplayId();
            missed = writer.create("Account", "{\"Name\":\"Missed\"}");
        }
        try (var kept = new TestOrg(settings);
                var subscriber = PubSubClient.of(kept)) {
            var stream = subscriber.subscribe(PubSubClient.behind(ACCOUNTS, known, 10));
            assertThat(ids(stream.record())).containsExactly(missed);
        }
    }

    @Test
    void tellsMoreThanOneMessageCanHold() throws Exception {
        try (var large = new TestOrg(OrgsimSettings.defaults()
                        .withCapture(CaptureSettings.defaults().capturing("Lead"))
                        .withPubSub(LIVELY));
                var subscriber = PubSubClient.of(large)) {
            RestClient writer = RestClient.of(large, 65);
            int most = 100;
            for (int number = 0; number < most; number++) {
                writer.create(
                        "Lead",
                        "{\"LastName\":\"Large\",\"Company\":\"%d\",\"Description\":\"%s\"}"
                                .formatted(number, "\u20ac".repeat(32_000)));
            }
            var stream = subscriber.subscribe(PubSubClient.earliest("/data/LeadChangeEvent", most));
            for (int number = 0; number < most; number++) {
                assertThat(text(stream.record(), "Company")).isEqualTo(String.valueOf(number));
            }
        }
    }

    @Test
    void endsAStreamThatAsksForNothing() throws Exception {
        try (var hasty = new TestOrg(OrgsimSettings.defaults().withPubSub(LIVELY.withPatience(Duration.ofMillis(50))));
                var subscriber = PubSubClient.of(hasty)) {
            var stream = subscriber.subscribe(PubSubClient.latest(ACCOUNTS, 1));
            stream.response();
            RestClient.of(hasty, 65).create("Account", "{\"Name\":\"Last\"}");
            assertThat(text(stream.record(), "Name")).isEqualTo("Last");

            assertThat(stream.end().getStatus().isOk()).isTrue();
        }
    }

    @Test
    void endsAStreamWhenTheClientDoes() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 10);
        stream.halfClose();

        assertThat(stream.end().getStatus().isOk()).isTrue();
    }

    @Test
    void countsAndLogsRequests() throws Exception {
        client.topic(ACCOUNTS);
        client.schema(client.topic(ACCOUNTS).getSchemaId());
        var stream = client.subscribed(ACCOUNTS, 1);
        stream.askFor(1);
        account("Told");
        stream.event();

        assertThat(received("getTopic")).isEqualTo(2);
        assertThat(received("getSchema")).isEqualTo(1);
        assertThat(received("subscribe")).isEqualTo(1);
        assertThat(received("fetch")).isEqualTo(1);
        assertThat(org.server().calls().after(0))
                .filteredOn(call -> call.operation().api() == Api.PUBSUB)
                .extracting(call -> call.operation().name())
                .containsExactly("getTopic", "getTopic", "getSchema", "subscribe", "fetch");
        assertThat(org.server().calls().after(0))
                .filteredOn(call -> call.operation().api() == Api.PUBSUB)
                .extracting(CallLog.Call::status)
                .allMatch(status -> status.orElseThrow() == 0);
    }

    private long received(String operation) {
        return org.server().requests().matching(RequestPattern.of(Api.PUBSUB, operation, "Account"));
    }

    @Test
    void isNotThereUnlessItIsAskedFor() {
        try (var plain = TestOrg.start()) {
            assertThat(plain.server().pubSubPort()).isEmpty();
        }
    }
}
