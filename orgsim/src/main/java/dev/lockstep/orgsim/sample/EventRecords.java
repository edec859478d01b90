package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.InputRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/// The sample's entries of calendars. Each fourth was so long ago that it is archived.
final class EventRecords {
    static final int COUNT = 20;

    private static final Instant FIRST = Instant.parse("2026-04-07T08:30:00Z");
    private static final Instant LONG_AGO = Instant.parse("2024-05-06T12:00:00Z");
    private static final int SECONDS_BETWEEN = 435_600;

    private EventRecords() {}

    static List<InputRecord> all(List<String> ownerIds) {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(number ->
                        row(number).set("OwnerId", Words.pick(ownerIds, number)).build())
                .toList();
    }

    private static Row row(int number) {
        var start = (number % 4 == 0 ? LONG_AGO : FIRST).plusSeconds((long) number * SECONDS_BETWEEN);
        var row = new Row(EventObject.NAME)
                .set("Subject", Words.pick(SUBJECTS, number))
                .set(
                        "Location",
                        number % 3 == 0 ? "" : Words.pick(Words.PLACES, number).city())
                .set("ShowAs", number % 6 == 0 ? "Free" : "")
                .set("Description", Words.pick(Words.NOTES, number * 5));
        if (number % 5 == 0) {
            row.set("IsAllDayEvent", true).set("ActivityDate", LocalDate.ofInstant(start, ZoneOffset.UTC));
        } else if (number % 2 == 0) {
            row.set("StartDateTime", start).set("DurationInMinutes", 15 * number);
        } else {
            row.set("StartDateTime", start).set("EndDateTime", start.plusSeconds(900L * number));
        }
        return TaskRecords.related(row, number);
    }

    private static final List<String> SUBJECTS =
            List.of("Meeting", "Besuch im Werk", "現地視察", "Call", "Réunion \"qualité\"");
}
