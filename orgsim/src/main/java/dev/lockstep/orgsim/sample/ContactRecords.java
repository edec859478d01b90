package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.InputRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/// The sample's people at companies; every tenth is at none.
final class ContactRecords {
    static final int COUNT = 120;
    static final int WITH_KEY = 90;

    private static final LocalDate FIRST_BIRTHDATE = LocalDate.of(1948, 2, 29);
    private static final int DAYS_BETWEEN = 163;
    private static final Instant BOUNCED = Instant.parse("2025-12-03T09:10:11Z");

    private ContactRecords() {}

    static List<InputRecord> all(List<String> ownerIds) {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(number ->
                        row(number).set("OwnerId", Words.pick(ownerIds, number)).build())
                .toList();
    }

    static String key(int number) {
        return Words.key("contact", number);
    }

    private static Row row(int number) {
        var row = new Row(ContactObject.NAME)
                .set("FirstName", number % 11 == 0 ? "" : Words.pick(Words.FIRST_NAMES, number))
                .set("LastName", Words.pick(Words.LAST_NAMES, number * 3))
                .set("Salutation", number % 4 == 0 ? "Dr." : "")
                .set("Title", Words.pick(Words.TITLES, number))
                .set("Email", number % 9 == 0 ? "" : "person" + number + "@example.com")
                .set("Phone", Words.phone(1_000 + number))
                .set("MobilePhone", number % 2 == 0 ? Words.phone(2_000 + number) : "")
                .set("OtherPhone", number % 8 == 0 ? Words.phone(5_000 + number) : "")
                .set("AssistantName", number % 15 == 0 ? Words.person(number + 1) : "")
                .set("AssistantPhone", number % 15 == 0 ? Words.phone(6_000 + number) : "")
                .set("EmailBouncedReason", number % 40 == 1 ? "550 5.1.1 no such user" : "")
                .set("EmailBouncedDate", number % 40 == 1 ? BOUNCED.plusSeconds(number) : "")
                .set("CleanStatus", "Pending")
                .set("LeadSource", Words.pick(AccountObject.SOURCES, number))
                .set("Birthdate", number % 3 == 0 ? FIRST_BIRTHDATE.plusDays((long) number * DAYS_BETWEEN) : "")
                .set("Department", number % 5 == 0 ? "Einkauf & Logistik" : "")
                .set("Description", Words.longText(number, 61, 5_000));
        if (number <= WITH_KEY) {
            row.set(StandardFields.EXTERNAL_ID, key(number));
        }
        if (number % 10 != 0) {
            row.refer("Account", AccountObject.NAME, AccountRecords.key(number % AccountRecords.WITH_KEY + 1));
        }
        if (number % 2 == 1) {
            Words.address(row, "Mailing", number);
        }
        return row;
    }
}
