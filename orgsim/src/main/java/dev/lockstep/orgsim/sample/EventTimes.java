package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// When an event begins, ends, and how long it takes: whoever says two of them has said the third.
@Documented(
        url =
                "https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-event.html")
final class EventTimes {
    static final String IS_ALL_DAY = "IsAllDayEvent";
    static final String DUE_AT = "ActivityDateTime";
    static final String DUE_ON = "ActivityDate";
    static final String DURATION = "DurationInMinutes";
    static final String START = "StartDateTime";
    static final String END = "EndDateTime";
    static final String END_DAY = "EndDate";

    private static final Duration DAY = Duration.ofDays(1);

    private EventTimes() {}

    @Assumed(
            reason = "How the fields agree is documented, and the day that an all-day event takes; of an event that is"
                    + " changed, what isn't said follows: the end follows a new start or duration, the duration a"
                    + " new end")
    static void derive(Draft draft) {
        var start = start(draft);
        if (start.isEmpty()) {
            return;
        }
        draft.set(START, new Value.Moment(start.get()));
        var duration = duration(draft, start.get());
        if (duration.isPresent()) {
            draft.set(DURATION, new Value.Whole(duration.get().toMinutes()));
            if (!isSaid(draft, END)) {
                draft.set(END, new Value.Moment(start.get().plus(duration.get())));
            }
        }
        if (!isSaid(draft, DUE_AT)) {
            draft.set(DUE_AT, isAllDay(draft) ? Value.Absent.ABSENT : draft.value(START));
        }
        if (!isSaid(draft, DUE_ON)) {
            draft.set(DUE_ON, new Value.Day(day(start.get())));
        }
        moment(draft, END).ifPresent(end -> draft.set(END_DAY, new Value.Day(day(end))));
    }

    /// The start that is said in one way or another, or else the one that there was. An all-day event begins at
    /// midnight.
    private static Optional<Instant> start(Draft draft) {
        var said = said(draft, START)
                .or(() -> said(draft, DUE_AT))
                .or(() -> isAllDay(draft) && isSaid(draft, DUE_ON) ? moment(draft, DUE_ON) : Optional.empty())
                .or(() -> moment(draft, START));
        return isAllDay(draft) ? said.map(start -> midnight(day(start))) : said;
    }

    private static Optional<Duration> duration(Draft draft, Instant start) {
        if (!isSaid(draft, DURATION) && isSaid(draft, END)) {
            return moment(draft, END).map(end -> Duration.between(start, end));
        }
        if (draft.value(DURATION) instanceof Value.Whole(var minutes)) {
            return Optional.of(Duration.ofMinutes(minutes));
        }
        return isAllDay(draft) ? Optional.of(DAY) : Optional.empty();
    }

    /// Why the event can't be as it is.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-event.html")
    @Assumed(
            reason = "What must agree, and at which field an error stands, is documented; the codes are those of public"
                    + " reports, the words are ours")
    static List<SaveError> errors(Draft draft) {
        var start = moment(draft, START);
        if (start.isEmpty()) {
            return List.of(missing(isAllDay(draft) ? DUE_ON : START));
        }
        var end = moment(draft, END);
        if (end.isEmpty() || !(draft.value(DURATION) instanceof Value.Whole(var minutes))) {
            return List.of(missing(END));
        }
        if (minutes < 0) {
            return List.of(new SaveError("FIELD_INTEGRITY_EXCEPTION", "The event ends before it begins", END));
        }
        if (!end.get().equals(start.get().plus(Duration.ofMinutes(minutes)))) {
            return List.of(disagreeing(isSaid(draft, DURATION) ? DURATION : END));
        }
        if (moment(draft, DUE_AT).filter(due -> !due.equals(start.get())).isPresent()) {
            return List.of(disagreeing(DUE_AT));
        }
        return moment(draft, DUE_ON)
                .filter(due -> !day(due).equals(day(start.get())))
                .map(_ -> disagreeing(DUE_ON))
                .stream()
                .toList();
    }

    private static SaveError missing(String field) {
        return new SaveError("REQUIRED_FIELD_MISSING", "Required fields are missing: [" + field + "]", field);
    }

    private static SaveError disagreeing(String field) {
        return new SaveError(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "The field " + field + " doesn't agree with the event's other dates and times",
                field);
    }

    private static boolean isAllDay(Draft draft) {
        return draft.value(IS_ALL_DAY).equals(new Value.Flag(true));
    }

    private static boolean isSaid(Draft draft, String field) {
        return draft.isGiven(field) && !draft.value(field).isAbsent();
    }

    private static Optional<Instant> said(Draft draft, String field) {
        return isSaid(draft, field) ? moment(draft, field) : Optional.empty();
    }

    private static Optional<Instant> moment(Draft draft, String field) {
        var value = draft.value(field);
        if (value instanceof Value.Moment(var instant)) {
            return Optional.of(instant);
        }
        return value instanceof Value.Day(var day) ? Optional.of(midnight(day)) : Optional.empty();
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
