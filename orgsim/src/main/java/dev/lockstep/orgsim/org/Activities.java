package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What the platform does with tasks and events beyond what it does with other records.
final class Activities {
    private static final String TASK = "Task";
    private static final String EVENT = "Event";
    private static final Set<String> OBJECTS = Set.of(TASK, EVENT);
    private static final Period KEPT = Period.ofDays(365);

    private static final String ACCOUNT = "Account";
    private static final String ACCOUNT_ID = "AccountId";
    private static final String DAY = "ActivityDate";

    private Activities() {}

    static boolean includes(ObjectDefinition object) {
        return OBJECTS.contains(object.name());
    }

    /// The place of the field that says that a record is archived; other objects' fields of that name say other things.
    static OptionalInt archivedPosition(ObjectDefinition object) {
        return includes(object) ? object.position(SystemFields.IS_ARCHIVED) : OptionalInt.empty();
    }

    static boolean isArchived(RecordView record) {
        var position = archivedPosition(record.object());
        return position.isPresent() && record.stored(position.getAsInt()).equals(new Value.Flag(true));
    }

    /// Fills in what follows from the records that an activity is about, and brings it back from the archive where it
    /// doesn't belong there any more.
    static void relate(Draft draft, OrgState state) {
        if (!includes(draft.object())) {
            return;
        }
        if (draft.has(ACCOUNT_ID)) {
            draft.set(ACCOUNT_ID, account(draft, state));
        }
        leaveArchive(draft);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-event.html")
    @Assumed(
            reason = "It follows when the activity itself is saved; a custom object is a child of Account by its first"
                    + " lookup to it")
    private static Value account(Draft draft, OrgState state) {
        var what = parent(draft, "WhatId", state);
        if (what.isPresent()) {
            var object = what.get().object();
            if (object.name().equals(ACCOUNT)) {
                return new Value.Text(what.get().id());
            }
            if ((object.name().equals("Opportunity") || object.has(ObjectFlag.CUSTOM))
                    && lookupToAccount(object).isPresent()) {
                return accountOf(what.get());
            }
        }
        return parent(draft, "WhoId", state)
                .filter(who -> who.object().name().equals("Contact"))
                .map(Activities::accountOf)
                .orElse(Value.Absent.ABSENT);
    }

    private static Value accountOf(RecordView record) {
        return lookupToAccount(record.object())
                .map(field -> record.value(field.name()))
                .orElse(Value.Absent.ABSENT);
    }

    private static Optional<FieldDefinition> lookupToAccount(ObjectDefinition object) {
        return object.fields().stream()
                .filter(field -> field.referenceTo().contains(ACCOUNT))
                .findFirst();
    }

    private static Optional<RecordView> parent(Draft draft, String lookup, OrgState state) {
        return draft.has(lookup) && draft.value(lookup) instanceof Value.Text(var id)
                ? RecordId.parse(id).flatMap(state::find)
                : Optional.empty();
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=000387261&type=1")
    @Assumed(
            reason = "That an archived activity may be changed, and that a later date moves stamps, is documented; one"
                    + " that is opened again or gets a later date leaves the archive as it is saved")
    private static void leaveArchive(Draft draft) {
        if (isArchived(draft) && !isOld(draft, draft.stamp())) {
            draft.set(SystemFields.IS_ARCHIVED, new Value.Flag(false));
        }
    }

    /// Whether the activity is one to be archived at that time.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.262.0.api.meta/api/sforce_api_guidelines_archive.htm")
    @Assumed(reason = "Days are those of UTC")
    static boolean isOld(RecordView activity, Instant now) {
        var newest = LocalDate.ofInstant(now, ZoneOffset.UTC).minus(KEPT);
        var day = day(activity, DAY);
        return switch (activity.object().name()) {
            case TASK ->
                value(activity, "IsClosed").equals(new Value.Flag(true))
                        && !day.or(() -> day(activity, SystemFields.CREATED_DATE))
                                .orElse(LocalDate.MAX)
                                .isAfter(newest);
            case EVENT ->
                !day.or(() -> day(activity, "ActivityDateTime"))
                        .orElse(LocalDate.MAX)
                        .isAfter(newest);
            default -> false;
        };
    }

    private static Optional<LocalDate> day(RecordView record, String field) {
        var value = value(record, field);
        if (value instanceof Value.Moment(var moment)) {
            return Optional.of(LocalDate.ofInstant(moment, ZoneOffset.UTC));
        }
        return value instanceof Value.Day(var day) ? Optional.of(day) : Optional.empty();
    }

    private static Value value(RecordView record, String field) {
        return record.object().position(field).isPresent() ? record.value(field) : Value.Absent.ABSENT;
    }
}
