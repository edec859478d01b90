package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.InputRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/// The sample's deliveries.
final class DeliveryRecords {
    static final int COUNT = 80;
    static final int WITH_KEY = 60;

    private static final Instant FIRST = Instant.parse("2025-10-01T06:12:34Z");
    private static final int SECONDS_BETWEEN = 98_765;

    private DeliveryRecords() {}

    static List<InputRecord> all(List<String> ownerIds) {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(number ->
                        row(number).set("OwnerId", Words.pick(ownerIds, number)).build())
                .toList();
    }

    private static Row row(int number) {
        var row = new Row(DeliveryObject.NAME)
                .set(
                        "Name",
                        "Delivery " + number + " to "
                                + Words.pick(Words.PLACES, number).city())
                .set("Status__c", number % 9 == 0 ? "" : Words.pick(DeliveryObject.STATUSES, number))
                .set("Weight__c", number % 8 == 0 ? "" : BigDecimal.valueOf(number * 1_234L, 3))
                .set("Price__c", number % 7 == 0 ? "" : BigDecimal.valueOf(number * 1_999L, 2))
                .set("Discount__c", number % 3 == 0 ? BigDecimal.valueOf(number * 25L, 2) : "")
                .set("Slot__c", number % 4 == 0 ? "" : LocalTime.of(6 + number % 14, 15 * (number % 4)) + ":00.000Z")
                .set("Fragile__c", number % 5 == 0)
                .set("Tags__c", tags(number))
                .set("Notes__c", Words.longText(number, 39, 31_999))
                .set("Email__c", number % 6 == 0 ? "" : "goods-in+" + number + "@example.com")
                .set("Phone__c", number % 2 == 0 ? Words.phone(4_000 + number) : "")
                .set("Website__c", number % 10 == 0 ? "https://example.com/track?n=" + number + "&lang=ja" : "");
        if (number % 5 != 0) {
            var at = FIRST.plusSeconds((long) number * SECONDS_BETWEEN);
            row.set("Delivered_At__c", at).set("Delivered_On__c", LocalDate.ofInstant(at, ZoneOffset.UTC));
        }
        if (number <= WITH_KEY) {
            row.set(StandardFields.EXTERNAL_ID, Words.key("delivery", number));
        }
        if (number % 11 != 0) {
            row.refer("Account__r", AccountObject.NAME, AccountRecords.key(number * 7 % AccountRecords.WITH_KEY + 1));
        }
        if (number % 2 == 0) {
            row.refer("Contact__r", ContactObject.NAME, ContactRecords.key(number));
        }
        return row;
    }

    private static String tags(int number) {
        return switch (number % 4) {
            case 0 -> "";
            case 1 -> Words.pick(DeliveryObject.TAGS, number);
            default -> Words.pick(DeliveryObject.TAGS, number) + ";" + Words.pick(DeliveryObject.TAGS, number + 2);
        };
    }
}
