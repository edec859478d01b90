package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.InputRecord;
import java.util.List;
import java.util.stream.IntStream;

/// The sample's complaints and questions.
final class CaseRecords {
    static final int COUNT = 40;

    private static final List<String> SUBJECTS = List.of(
            "Pallet arrived wet", "Où est ma livraison ?", "請求書の再発行", "Wrong \"colour\"", "Password", "Thank you 🙏");

    private CaseRecords() {}

    static List<InputRecord> all(List<String> ownerIds) {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(number ->
                        row(number).set("OwnerId", Words.pick(ownerIds, number)).build())
                .toList();
    }

    private static Row row(int number) {
        var row = new Row(CaseObject.NAME)
                .set("Subject", Words.pick(SUBJECTS, number) + (number % 3 == 0 ? " #" + number : ""))
                .set("Status", number % 6 == 0 ? "" : Words.pick(CaseObject.STATUSES, number))
                .set("Origin", Words.pick(CaseObject.ORIGINS, number))
                .set("Priority", number % 5 == 0 ? "High" : "")
                .set("Reason", number % 2 == 0 ? "Feedback" : "")
                .set("SuppliedName", number % 4 == 0 ? Words.person(number) : "")
                .set("SuppliedEmail", number % 4 == 0 ? "guest" + number + "@example.net" : "")
                .set("IsEscalated", number % 13 == 0)
                .set("Description", Words.longText(number, 19, 4_000));
        if (number % 7 != 0) {
            row.refer("Account", AccountObject.NAME, AccountRecords.key(number * 2 % AccountRecords.WITH_KEY + 1));
            row.refer("Contact", ContactObject.NAME, ContactRecords.key(number * 2));
        }
        return row;
    }
}
