package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.InputRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/// The sample's deals.
final class OpportunityRecords {
    static final int COUNT = 50;
    static final int WITH_KEY = 35;

    private static final LocalDate FIRST_CLOSE = LocalDate.of(2025, 11, 3);
    private static final int DAYS_BETWEEN = 9;

    private OpportunityRecords() {}

    static List<InputRecord> all(List<String> ownerIds) {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(number ->
                        row(number).set("OwnerId", Words.pick(ownerIds, number)).build())
                .toList();
    }

    private static Row row(int number) {
        var row = new Row(OpportunityObject.NAME)
                .set("Name", Words.pick(Words.COMPANIES, number * 4) + " – deal " + number)
                .set("StageName", Words.pick(OpportunityStage.names(), number))
                .set("CloseDate", FIRST_CLOSE.plusDays((long) number * DAYS_BETWEEN))
                .set("Amount", number % 8 == 0 ? "" : BigDecimal.valueOf(123_45L * number * number, 2))
                .set("TotalOpportunityQuantity", number % 3 == 0 ? BigDecimal.valueOf(number * 25L, 2) : "")
                .set("ForecastCategoryName", number % 10 == 4 ? "Best Case" : "")
                .set("Type", number % 2 == 0 ? "New Customer" : "")
                .set("NextStep", number % 4 == 0 ? "Call \"the boss\" back" : "")
                .set("IsPrivate", number % 17 == 0)
                .set("LeadSource", Words.pick(AccountObject.SOURCES, number))
                .set("Description", Words.pick(Words.NOTES, number * 2));
        if (number <= WITH_KEY) {
            row.set(StandardFields.EXTERNAL_ID, Words.key("opportunity", number));
        }
        if (number % 12 != 0) {
            row.refer("Account", AccountObject.NAME, AccountRecords.key(number * 3 % AccountRecords.WITH_KEY + 1));
        }
        return row;
    }
}
