package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ChangeSet;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.PersonFields;
import dev.lockstep.orgsim.org.RecordChange;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Makes the change events of one commit.
final class ChangeEvents {
    private static final String MODIFIED = "LastModifiedDate";

    private final ChangeSet set;
    private final CaptureSettings settings;
    private final boolean capturesContacts;
    private final List<ChangeEvent> events = new ArrayList<>();
    private final Map<Same, Integer> places = new LinkedHashMap<>();
    private final Set<String> overflowing = new HashSet<>();
    private final Map<ObjectDefinition, List<EventFields.Leaf>> leaves = new HashMap<>();
    private long counted;

    /// What changes must have in common to be told together.
    private record Same(String object, RecordChange.Kind kind, Map<String, Value> fields) {}

    private ChangeEvents(ChangeSet set, CaptureSettings settings, Capture capture) {
        this.set = set;
        this.settings = settings;
        this.capturesContacts = capture.objects().contains("Contact");
    }

    static List<ChangeEvent> of(ChangeSet set, Capture capture, CaptureSettings settings) {
        var making = new ChangeEvents(set, settings, capture);
        set.changes().stream()
                .filter(change -> capture.includes(change.after().object()))
                .filter(ChangeEvents::isTold)
                .forEach(making::add);
        return making.events;
    }

    /// A record that came and went in one transaction was never there. What is deleted along with another record is
    /// told, a lookup that is emptied for it isn't.
    @Assumed(reason = "A lookup that is cleared because its parent was deleted moves no stamp, and so tells no event")
    private static boolean isTold(RecordChange change) {
        return switch (change.kind()) {
            case CREATED -> !change.after().isDeleted();
            case UPDATED ->
                change.cause() == RecordChange.Cause.ASKED_FOR
                        && !change.after().isDeleted();
            case DELETED, UNDELETED -> true;
        };
    }

    private void add(RecordChange change) {
        Map<String, Value> fields = fields(change);
        counted += change.kind() == RecordChange.Kind.UPDATED ? fields.size() : 1;
        if (counted > settings.overflowThreshold()) {
            if (overflowing.add(change.after().object().name())) {
                events.add(event(change, fields).overflow());
            }
            return;
        }
        var same = new Same(change.after().object().name(), change.kind(), fields);
        Integer place = isMergeable(change.kind()) ? places.get(same) : null;
        if (place == null) {
            places.put(same, events.size());
            events.add(event(change, fields));
        } else {
            events.set(place, withRecord(events.get(place), change.after().id()));
        }
    }

    /// Created and restored records tell all they have, which is never the same.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_subscribe_merged_events.htm")
    private static boolean isMergeable(RecordChange.Kind kind) {
        return switch (kind) {
            case UPDATED, DELETED -> true;
            case CREATED, UNDELETED -> false;
        };
    }

    private static ChangeEvent withRecord(ChangeEvent event, String id) {
        ChangeHeader header = event.header();
        List<String> ids = new ArrayList<>(header.recordIds());
        ids.add(id);
        return new ChangeEvent(
                event.replayId(),
                event.object(),
                new ChangeHeader(
                        header.entityName(),
                        ids,
                        header.changeType(),
                        header.changeOrigin(),
                        header.transactionKey(),
                        header.sequenceNumber(),
                        header.commitTimestamp(),
                        header.commitNumber(),
                        header.commitUser(),
                        header.nulledFields(),
                        header.changedFields()),
                event.fields());
    }

    private ChangeEvent event(RecordChange change, Map<String, Value> fields) {
        RecordView record = change.after();
        boolean isUpdate = change.kind() == RecordChange.Kind.UPDATED;
        var header = new ChangeHeader(
                record.object().name(),
                List.of(record.id()),
                ChangeType.of(change.kind()),
                set.origin().text(),
                transactionKey(),
                events.size() + 1,
                set.at(),
                set.commitNumber(),
                set.userId(),
                isUpdate
                        ? fields.entrySet().stream()
                                .filter(field -> field.getValue().isAbsent())
                                .map(Map.Entry::getKey)
                                .toList()
                        : List.of(),
                isUpdate ? List.copyOf(fields.keySet()) : List.of());
        var event = new ChangeEvent(change.number(), record.object(), header, fields);
        return isTooLarge(fields) ? event.gap() : event;
    }

    @Assumed(reason = "That events above 1 MB become gaps is documented; here the texts in them are counted")
    private boolean isTooLarge(Map<String, Value> fields) {
        return fields.values().stream()
                        .mapToLong(value -> value instanceof Value.Text(String text)
                                ? text.getBytes(StandardCharsets.UTF_8).length
                                : 0)
                        .sum()
                > settings.largestEventBytes();
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_body.htm")
    private Map<String, Value> fields(RecordChange change) {
        Map<String, Value> fields = new LinkedHashMap<>();
        if (change.kind() == RecordChange.Kind.DELETED) {
            return fields;
        }
        for (EventFields.Leaf leaf : leaves.computeIfAbsent(
                change.after().object(), object -> EventFields.of(object).leaves())) {
            if (isOfOtherHalf(change, leaf.field())) {
                continue;
            }
            String name = leaf.field().name();
            Value value = change.after().value(name);
            boolean isTold = change.kind() == RecordChange.Kind.UPDATED
                    ? name.equals(MODIFIED)
                            || !change.before().orElseThrow().value(name).equals(value)
                    : !value.isAbsent();
            if (isTold) {
                fields.put(leaf.path(), value);
            }
        }
        return fields;
    }

    /// A person's name is told in parts. What an account has of its contact is told of an update only where the
    /// contact's changes are told, too.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/platform/change-data-capture/guide/cdc-standard-objects-person-account.html")
    private boolean isOfOtherHalf(RecordChange change, FieldDefinition field) {
        if (!PersonFields.isPerson(change.after())) {
            return false;
        }
        return EventFields.isSwitchable(field)
                || (change.kind() == RecordChange.Kind.UPDATED
                        && !PersonFields.isContact(change.after().object())
                        && PersonFields.isOfContact(field.name())
                        && !capturesContacts);
    }

    /// The same for all events of a commit, over restarts too, and for no other one's.
    private String transactionKey() {
        String source = set.commitNumber() + "/" + set.at() + "/" + set.userId();
        return UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
