package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.InputRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/// The sample's things to do. Each fifth was done so long ago that it is archived.
final class TaskRecords {
    static final int COUNT = 30;

    private static final LocalDate FIRST_DUE = LocalDate.of(2026, 3, 2);
    private static final LocalDate LONG_AGO = LocalDate.of(2024, 2, 5);
    private static final int DAYS_BETWEEN = 6;

    private TaskRecords() {}

    static List<InputRecord> all(List<String> ownerIds) {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(number ->
                        row(number).set("OwnerId", Words.pick(ownerIds, number)).build())
                .toList();
    }

    private static Row row(int number) {
        var isOld = number % 5 == 0;
        var row = new Row(TaskObject.NAME)
                .set("Subject", Words.pick(SUBJECTS, number))
                .set("Status", isOld ? TaskObject.COMPLETED : Words.pick(TaskObject.STATUSES, number))
                .set("Priority", number % 4 == 0 ? "High" : "")
                .set("Description", Words.pick(Words.NOTES, number * 3))
                .set("CallType", number % 3 == 0 ? "Outbound" : "")
                .set("CallDurationInSeconds", number % 3 == 0 ? number * 17 : "");
        if (isOld) {
            row.set("ActivityDate", LONG_AGO.plusDays((long) number * DAYS_BETWEEN));
        } else if (number % 7 != 0) {
            row.set("ActivityDate", FIRST_DUE.plusDays((long) number * DAYS_BETWEEN));
        }
        return related(row, number);
    }

    /// What tasks and events are about: a company, a deal, a delivery, or a person alone.
    static Row related(Row row, int number) {
        switch (number % 4) {
            case 0 -> row.refer("What", AccountObject.NAME, AccountRecords.key(number));
            case 1 -> row.refer("What", OpportunityObject.NAME, Words.key("opportunity", number));
            case 2 -> row.refer("What", DeliveryObject.NAME, Words.key("delivery", number));
            default -> row.refer("Who", ContactObject.NAME, ContactRecords.key(number));
        }
        return row;
    }

    private static final List<String> SUBJECTS = List.of(
            "Call", "Angebot schicken", "Send Quote", "折り返し電話", "Check \"the\" invoice", "Rappeler lundi", "Email");
}
