package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.InputRecord;
import java.util.List;
import java.util.stream.IntStream;

/// The sample's people who might become customers.
final class LeadRecords {
    static final int COUNT = 40;

    private LeadRecords() {}

    static List<InputRecord> all(List<String> ownerIds) {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(number ->
                        row(number).set("OwnerId", Words.pick(ownerIds, number)).build())
                .toList();
    }

    private static Row row(int number) {
        var row = new Row(LeadObject.NAME)
                .set("FirstName", number % 6 == 0 ? "" : Words.pick(Words.FIRST_NAMES, number * 5))
                .set("LastName", Words.pick(Words.LAST_NAMES, number))
                .set("Company", Words.pick(Words.COMPANIES, number * 2) + " " + number)
                .set("Title", Words.pick(Words.TITLES, number + 3))
                .set("Email", number % 4 == 0 ? "" : "lead" + number + "@example.org")
                .set("Phone", Words.phone(3_000 + number))
                .set("Status", number % 5 == 0 ? "" : Words.pick(OPEN_STATUSES, number))
                .set("LeadSource", Words.pick(AccountObject.SOURCES, number))
                .set("Industry", Words.pick(AccountObject.INDUSTRIES, number))
                .set("Rating", number % 3 == 0 ? "Hot" : "")
                .set("AnnualRevenue", number % 2 == 0 ? 10_000L * number : "")
                .set("CompanyDunsNumber", number % 7 == 0 ? 200_000_000 + number * 6_353 : "")
                .set("CleanStatus", "Pending")
                .set("IsUnreadByOwner", number % 4 == 1)
                .set("NumberOfEmployees", number * 11)
                .set("Description", Words.pick(Words.NOTES, number));
        Words.address(row, "", number);
        return row;
    }

    private static final List<String> OPEN_STATUSES =
            List.of(LeadObject.OPEN, "Working - Contacted", "Closed - Not Converted");
}
