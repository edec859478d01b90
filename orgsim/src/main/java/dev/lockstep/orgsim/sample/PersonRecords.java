package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.InputRecord;
import java.util.List;
import java.util.stream.IntStream;

/// Accounts that are people, in a sample that may have them.
final class PersonRecords {
    static final int COUNT = 20;

    private PersonRecords() {}

    static List<InputRecord> all() {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(number -> row(number).build())
                .toList();
    }

    private static Row row(int number) {
        var row = new Row(AccountObject.NAME)
                .set("FirstName", Words.pick(Words.FIRST_NAMES, number * 5))
                .set("LastName", Words.pick(Words.LAST_NAMES, number * 7))
                .set("Phone", Words.phone(7_000 + number))
                .set("PersonEmail", "customer" + number + "@example.com")
                .set("PersonMobilePhone", number % 3 == 0 ? Words.phone(8_000 + number) : "")
                .set(StandardFields.EXTERNAL_ID, Words.key("person", number));
        Words.address(row, "PersonMailing", number);
        return row;
    }
}
