package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.InputRecord;
import java.util.List;
import java.util.stream.IntStream;

/// The sample's companies. The first forty have an external id, the others were made in the org by hand.
final class AccountRecords {
    static final int COUNT = 60;
    static final int WITH_KEY = 40;

    private AccountRecords() {}

    /// Companies that stand on top of others.
    static List<InputRecord> parents() {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(number -> row(number).build())
                .toList();
    }

    static List<InputRecord> others(List<String> ownerIds) {
        return IntStream.rangeClosed(11, COUNT)
                .mapToObj(number -> {
                    var row = row(number).set("OwnerId", Words.pick(ownerIds, number));
                    return number % 4 == 0
                            ? row.refer("Parent", AccountObject.NAME, key(number % 10 + 1))
                                    .build()
                            : row.build();
                })
                .toList();
    }

    static String key(int number) {
        return Words.key("account", number);
    }

    private static Row row(int number) {
        var row = new Row(AccountObject.NAME)
                .set("Name", Words.pick(Words.COMPANIES, number) + Words.pick(Words.SUFFIXES, number))
                .set("Type", number % 5 == 0 ? "" : Words.pick(TYPES, number))
                .set("Industry", Words.pick(AccountObject.INDUSTRIES, number * 7))
                .set("Phone", Words.phone(number))
                .set("Website", number % 3 == 0 ? "" : "https://example.com/company/" + number)
                .set("AccountNumber", "AC-" + (10_000 + number * 37))
                .set("AnnualRevenue", number % 6 == 0 ? "" : 250_000L * number * number)
                .set("NumberOfEmployees", number % 7 == 0 ? "" : 3 + number * number)
                .set("Rating", number % 2 == 0 ? "Warm" : "")
                .set("AccountSource", Words.pick(AccountObject.SOURCES, number))
                .set("CleanStatus", "Pending")
                .set("DunsNumber", number % 5 == 0 ? 100_000_000 + number * 7_919 : "")
                .set("Tradestyle", number % 9 == 0 ? Words.pick(Words.COMPANIES, number) : "")
                .set("YearStarted", number % 4 == 0 ? 1_890 + number * 2 : "")
                .set("NaicsCode", number % 6 == 0 ? 311_000 + number : "")
                .set("NaicsDesc", number % 6 == 0 ? "Manufacturing, number " + number : "")
                .set("Description", Words.longText(number, 29, 32_000));
        if (number <= WITH_KEY) {
            row.set(StandardFields.EXTERNAL_ID, key(number));
        }
        if (number % 8 != 0) {
            Words.address(row, "Billing", number);
        }
        if (number % 3 == 0) {
            Words.address(row, "Shipping", number + 2);
        }
        return row;
    }

    private static final List<String> TYPES = List.of("Prospect", "Customer - Direct", "Customer - Channel", "Other");
}
