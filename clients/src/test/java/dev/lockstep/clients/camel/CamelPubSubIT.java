package dev.lockstep.clients.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.clients.PubSubOrg;
import java.math.BigInteger;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Subscriptions of Camel by the Pub/Sub API. Which fields have changed it tells as the event does, in bitmaps;
/// topics it only asks for to publish.
class CamelPubSubIT {
    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        PubSubOrg orgs = PubSubOrg.make();
        try (var org = orgs.start("event-gap,object=Lead", "event-overflow,object=Opportunity")) {
            seen = new CamelVisit(Visit.PUBSUB).trusting(orgs.certificate()).to(org, Map.of());
        }
    }

    private static JsonNode event(String change) {
        return seen.at(change + "/event");
    }

    private static JsonNode header(String change) {
        return seen.at(change + "/event/ChangeEventHeader");
    }

    private static List<String> texts(String place) {
        return seen.texts(place);
    }

    private static List<String> recordIds(String changes) {
        return seen.at(changes)
                .valueStream()
                .map(change -> change.at("/event/ChangeEventHeader/recordIds/0").asString())
                .toList();
    }

    @Test
    void hearsOfEachKindOfChange() {
        assertThat(seen.at("/changes").valueStream())
                .extracting(change ->
                        change.at("/event/ChangeEventHeader/changeType").asString())
                .containsExactly("CREATE", "UPDATE", "DELETE", "UNDELETE");
        assertThat(recordIds("/changes")).containsOnly(seen.text("/changedId"));
    }

    @Test
    void readsValues() {
        JsonNode created = event("/changes/0");
        assertThat(created.get("Name").asString()).isEqualTo("Told");
        assertThat(created.get("NumberOfEmployees").asInt()).isEqualTo(7);
        assertThat(created.at("/BillingAddress/City").asString()).isEqualTo("Ghent");
        assertThat(created.get("ShippingAddress").isNull()).isTrue();
        assertThat(created.get("CreatedDate").asLong())
                .isEqualTo(header("/changes/0").get("commitTimestamp").asLong());

        JsonNode updated = event("/changes/1");
        assertThat(updated.get("Name").asString()).isEqualTo("Told anew");
        assertThat(updated.get("Industry").asString()).isEqualTo("Energy");
        assertThat(updated.get("NumberOfEmployees").isNull()).isTrue();

        assertThat(event("/changes/2")
                        .propertyStream()
                        .filter(field -> !field.getValue().isNull()))
                .extracting(Map.Entry::getKey)
                .containsExactly("ChangeEventHeader");
        assertThat(event("/changes/3").get("Name").asString()).isEqualTo("Told anew");
    }

    @Test
    void getsBitmapsOfTheFieldsThatHaveChanged() {
        assertThat(fields("/changes/1/event/ChangeEventHeader/changedFields"))
                .containsExactlyInAnyOrder("Name", "Industry", "LastModifiedDate", "BillingAddress.City");
        assertThat(fields("/changes/1/event/ChangeEventHeader/nulledFields")).containsExactly("BillingAddress.City");
    }

    /// Reads bitmaps as the documents tell it, by the places of fields in a whole event.
    private static List<String> fields(String bitmaps) {
        List<String> names = new ArrayList<>();
        for (String bitmap : texts(bitmaps)) {
            String[] parts = bitmap.split("-", -1);
            JsonNode all = event("/changes/0");
            String whole =
                    parts.length == 1 ? "" : List.copyOf(all.propertyNames()).get(Integer.parseInt(parts[0]));
            List<String> places = List.copyOf((whole.isEmpty() ? all : all.get(whole)).propertyNames());
            var bits = new BigInteger(parts[parts.length - 1].substring(2), 16);
            IntStream.range(0, bits.bitLength())
                    .filter(bits::testBit)
                    .mapToObj(places::get)
                    .map(name -> whole.isEmpty() ? name : whole + "." + name)
                    .forEach(names::add);
        }
        return names;
    }

    @Test
    void hearsOfAllObjectsByOneChannel() {
        assertThat(texts("/contact/event/ChangeEventHeader/recordIds")).containsExactly(seen.text("/contactId"));
        assertThat(event("/contact").at("/Name/FirstName").asString()).isEqualTo("Ada");

        assertThat(texts("/delivery/event/ChangeEventHeader/recordIds")).containsExactly(seen.text("/deliveryId"));
        assertThat(event("/delivery").get("Weight__c").asDouble()).isEqualTo(1.125);
        assertThat(event("/delivery").get("Slot__c").asLong())
                .isEqualTo(TimeUnit.NANOSECONDS.toMillis(
                        LocalTime.parse("01:02:03.004").toNanoOfDay()));
    }

    @Test
    void hearsOfGapsAndOverflows() {
        assertThat(header("/gap").get("changeType").asString()).isEqualTo("GAP_CREATE");
        assertThat(texts("/gap/event/ChangeEventHeader/recordIds")).containsExactly(seen.text("/gapId"));
        assertThat(event("/gap").get("Company").isNull()).isTrue();

        assertThat(header("/overflow").get("changeType").asString()).isEqualTo("GAP_OVERFLOW");
        assertThat(header("/overflow").get("entityName").asString()).isEqualTo("Opportunity");
        assertThat(texts("/overflow/event/ChangeEventHeader/recordIds")).isEmpty();
    }

    @Test
    void getsAllEventsOnceAndInTheirOrderHoweverFewItAsksForAtATime() {
        List<String> heard = recordIds("/allHeard");

        assertThat(heard.subList(0, 4)).containsOnly(seen.text("/changedId"));
        assertThat(heard.subList(4, heard.size())).hasSize(40).isEqualTo(texts("/manyMade"));
        assertThat(seen.text("/lastHeard")).isEqualTo(seen.text("/lastId"));
    }

    @Test
    void goesOnBehindAnEvent() {
        assertThat(seen.each("/behind", "replayId"))
                .isEqualTo(seen.each("/changes", "replayId").subList(2, 4));
    }

    @Test
    void saysThatItCannotReplayFromThereAndFallsBackWhereItMay() {
        assertThat(List.of(seen.text("/refusal"), seen.text("/refusalAgain"))).containsOnly(seen.text("/refused"));
        assertThat(texts("/afterAllMade")).contains(seen.text("/afterAllHeard"));
    }
}
