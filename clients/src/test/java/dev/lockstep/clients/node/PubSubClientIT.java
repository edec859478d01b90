package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.clients.PubSubOrg;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the client of the Pub/Sub API from npm hears of changes, and when. Events that it gets while it still reads
/// their schema may overtake each other in it, so that it is first let hear one.
class PubSubClientIT {
    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        try (var org = PubSubOrg.make().start("event-gap,object=Lead", "event-overflow,object=Opportunity")) {
            seen = new NodeScript("pubsub-events").visit(org, Map.of());
        }
    }

    private static JsonNode payload(String event) {
        return seen.at(event + "/payload");
    }

    private static JsonNode header(String event) {
        return seen.at(event + "/payload/ChangeEventHeader");
    }

    private static List<String> texts(JsonNode header, String list) {
        return header.get(list).valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void hearsOfEachKindOfChange() {
        assertThat(seen.at("/changes").valueStream())
                .extracting(event ->
                        event.at("/payload/ChangeEventHeader/changeType").asString())
                .containsExactly("CREATE", "UPDATE", "DELETE", "UNDELETE");
        assertThat(seen.at("/changes")).allSatisfy(event -> {
            assertThat(event.at("/payload/ChangeEventHeader/recordIds/0").asString())
                    .isEqualTo(seen.text("/changedId"));
            assertThat(event.at("/payload/ChangeEventHeader/entityName").asString())
                    .isEqualTo("Account");
        });
    }

    @Test
    void readsWhatANewRecordHas() {
        JsonNode created = payload("/changes/0");

        assertThat(created.get("Name").asString()).isEqualTo("Told");
        assertThat(created.get("NumberOfEmployees").asInt()).isEqualTo(7);
        assertThat(created.get("AnnualRevenue").asDouble()).isEqualTo(1000.0);
        assertThat(created.at("/BillingAddress/City").asString()).isEqualTo("Ghent");
        assertThat(created.at("/BillingAddress/Street").asString()).isEqualTo("Coupure 1");
        assertThat(created.at("/BillingAddress/Country").isNull()).isTrue();
        assertThat(created.get("ShippingAddress").isNull()).isTrue();
        assertThat(created.get("CreatedDate").asLong())
                .isEqualTo(header("/changes/0").get("commitTimestamp").asLong());
    }

    @Test
    void readsWhichFieldsHaveChanged() {
        JsonNode updated = payload("/changes/1");

        assertThat(texts(header("/changes/1"), "changedFields"))
                .containsExactlyInAnyOrder(
                        "Name", "Industry", "AnnualRevenue", "LastModifiedDate", "BillingAddress.City");
        assertThat(texts(header("/changes/1"), "nulledFields"))
                .containsExactlyInAnyOrder("AnnualRevenue", "BillingAddress.City");
        assertThat(texts(header("/changes/1"), "diffFields")).isEmpty();
        assertThat(updated.get("Name").asString()).isEqualTo("Told anew");
        assertThat(updated.get("Industry").asString()).isEqualTo("Energy");
        assertThat(updated.get("AnnualRevenue").isNull()).isTrue();
        assertThat(updated.get("NumberOfEmployees").isNull()).isTrue();
    }

    @Test
    void hearsWhatIsBackAndNothingOfWhatIsGone() {
        assertThat(payload("/changes/2")
                        .propertyStream()
                        .filter(field -> !field.getValue().isNull()))
                .extracting(Map.Entry::getKey)
                .containsExactly("ChangeEventHeader");
        assertThat(payload("/changes/3").get("Name").asString()).isEqualTo("Told anew");
        assertThat(payload("/changes/3").at("/BillingAddress/Street").asString())
                .isEqualTo("Coupure 1");
    }

    @Test
    void hearsOfAllObjectsByOneChannel() {
        assertThat(texts(header("/contact"), "recordIds")).containsExactly(seen.text("/contactId"));
        assertThat(header("/contact").get("entityName").asString()).isEqualTo("Contact");
        assertThat(payload("/contact").at("/Name/FirstName").asString()).isEqualTo("Ada");
        assertThat(payload("/contact").at("/Name/LastName").asString()).isEqualTo("Byron");
        assertThat(payload("/contact").get("Birthdate").asLong())
                .isEqualTo(LocalDate.of(1970, 1, 2)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli());

        assertThat(texts(header("/delivery"), "recordIds")).containsExactly(seen.text("/deliveryId"));
        assertThat(header("/delivery").get("entityName").asString()).isEqualTo("Delivery__c");
        assertThat(payload("/delivery").get("Weight__c").asDouble()).isEqualTo(1.125);
        assertThat(payload("/delivery").get("Fragile__c").asBoolean()).isTrue();
        assertThat(payload("/delivery").get("Slot__c").asLong())
                .isEqualTo(TimeUnit.NANOSECONDS.toMillis(
                        LocalTime.parse("01:02:03.004").toNanoOfDay()));
        assertThat(payload("/delivery").get("Delivered_At__c").asLong())
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z").toEpochMilli());
    }

    @Test
    void hearsOfGapsAndOverflows() {
        assertThat(header("/gap").get("changeType").asString()).isEqualTo("GAP_CREATE");
        assertThat(header("/gap").get("entityName").asString()).isEqualTo("Lead");
        assertThat(texts(header("/gap"), "recordIds")).containsExactly(seen.text("/gapId"));
        assertThat(payload("/gap").get("Company").isNull()).isTrue();

        assertThat(header("/overflow").get("changeType").asString()).isEqualTo("GAP_OVERFLOW");
        assertThat(header("/overflow").get("entityName").asString()).isEqualTo("Opportunity");
        assertThat(texts(header("/overflow"), "recordIds")).isEmpty();
    }

    @Test
    void getsAsManyEventsAsItAsksFor() {
        assertThat(seen.texts("/fewHeard")).isEqualTo(seen.each("/fewMade", "id"));
        assertThat(seen.text("/fewNext")).isEqualTo("Many 0");
    }

    @Test
    void getsAllEventsOnceAndInTheirOrderHoweverManyThereAre() {
        assertThat(seen.texts("/manyHeard")).hasSize(230).isEqualTo(seen.texts("/manyMade"));
        assertThat(seen.texts("/lastHeard")).containsExactly(seen.text("/lastId"));
    }

    @Test
    void replaysFromTheStartAndFromAnEvent() {
        List<String> places = seen.each("/changes", "replayId");

        assertThat(seen.texts("/replayedAll")).hasSize(4 + 7 + 230).startsWith(places.toArray(String[]::new));
        assertThat(seen.texts("/replayedAll")).doesNotHaveDuplicates();
        assertThat(seen.texts("/replayedBehind")).isEqualTo(places.subList(2, 4));
    }
}
