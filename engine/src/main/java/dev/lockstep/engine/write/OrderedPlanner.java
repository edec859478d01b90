package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Operation;
import dev.lockstep.model.Action;
import dev.lockstep.model.EntryEvent;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.RecordKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Plans the next call of ORDERED writing: the longest legal run of waiting entries, in the order of their
/// capture.
///
/// Pure: the same waiting entries give the same plan. A run ends where the verb changes, where a record would
/// be in the call twice, where a record refers to one of the same call by external id, and where the org's
/// limits end it. Entries of records that are held back, or that refer to one, are stepped over: others don't
/// wait for them.
final class OrderedPlanner {
    /// The org takes at most so many switches between types of objects in one call.
    private static final int MOST_RUNS_OF_TYPES = 10;

    private final Map<String, Mapping> mappings;
    private final int recordsPerCall;
    private final Set<ParentKey> heldParents;
    private final Set<RecordKey> heldRecords = new HashSet<>();
    private final Map<ParentKey, Long> waitingParents = new HashMap<>();
    private final Map<RecordKey, Long> lastInserts = new HashMap<>();

    private final List<Plan.Dismissed> dismissed = new ArrayList<>();
    private final List<Plan.Planned> planned = new ArrayList<>();
    private final List<Plan.Refused> refused = new ArrayList<>();
    private final Set<RecordKey> recordsInCall = new HashSet<>();
    private final Set<ParentKey> parentsInCall = new HashSet<>();
    private int runsOfTypes;

    private OrderedPlanner(Map<String, Mapping> mappings, int recordsPerCall, Set<ParentKey> heldParents) {
        this.mappings = mappings;
        this.recordsPerCall = recordsPerCall;
        this.heldParents = new HashSet<>(heldParents);
    }

    /// Plans what is next.
    ///
    /// @param waiting entries in the order of capture, none of a record that has an earlier unsettled one
    /// @param unsettledInserts inserts that failed or whose outcome isn't known: what refers to them waits
    static Plan plan(
            List<Entry> waiting, List<Entry> unsettledInserts, Map<String, Mapping> mappings, int recordsPerCall) {
        var held = new HashSet<ParentKey>();
        unsettledInserts.forEach(entry -> ownKey(entry, mappings).ifPresent(held::add));
        var planner = new OrderedPlanner(mappings, recordsPerCall, held);
        planner.noteWaitingParents(waiting);
        var plan = planner.run(waiting);
        if (plan.call().isPresent() || !plan.dismissed().isEmpty() || planner.waitingParents.isEmpty()) {
            return plan;
        }
        // All that is left waits for each other (a cycle of references): the org has to say what it thinks of it.
        return new OrderedPlanner(mappings, recordsPerCall, held).run(waiting);
    }

    private void noteWaitingParents(List<Entry> waiting) {
        for (var entry : waiting) {
            if (entry.action() == Action.INSERT) {
                ownKey(entry, mappings).ifPresent(key -> waitingParents.putIfAbsent(key, entry.id()));
            }
        }
    }

    private Plan run(List<Entry> waiting) {
        waiting.stream()
                .filter(entry -> entry.action() == Action.INSERT)
                .forEach(entry -> lastInserts.put(key(entry), entry.id()));
        for (var entry : waiting) {
            if (!heldRecords.contains(key(entry)) && !take(entry)) {
                break;
            }
        }
        var call = planned.isEmpty() && refused.isEmpty()
                ? Optional.<Plan.Call>empty()
                : Optional.of(new Plan.Call(operation(), planned, refused));
        return new Plan(dismissed, call);
    }

    /// A call that only settles refusals sends nothing, so that its verb doesn't matter.
    private Operation operation() {
        return planned.isEmpty()
                ? Operation.UPDATE
                : planned.getFirst().intent().operation();
    }

    /// Whether the run may go on behind this entry.
    private boolean take(Entry entry) {
        if (recordsInCall.contains(key(entry))) {
            return false;
        }
        var mapping = Optional.ofNullable(mappings.get(entry.table()));
        return switch (Intents.of(entry, mapping)) {
            case Intent.Dismiss dismiss -> {
                dismissed.add(new Plan.Dismissed(entry, EntryEvent.DISMISSED, dismiss.message()));
                yield true;
            }
            case Intent.Refuse refuse
            when insertOfTheRowBehind(entry).isPresent() -> {
                dismissed.add(new Plan.Dismissed(
                        entry,
                        EntryEvent.FOLDED,
                        "the row was captured again as a whole, by the entry "
                                + insertOfTheRowBehind(entry).get()));
                yield true;
            }
            case Intent.Refuse refuse -> {
                refused.add(new Plan.Refused(entry, mapping.orElseThrow(), refuse));
                hold(entry);
                yield true;
            }
            case Intent.Send send -> takeSend(entry, mapping.orElseThrow(), send);
        };
    }

    /// A row that never reached the org may be captured again as an insert: a person does that after a
    /// refused one. The changes between the two are in it.
    private Optional<Long> insertOfTheRowBehind(Entry entry) {
        return entry.action() == Action.UPDATE && entry.sfid().isEmpty()
                ? Optional.ofNullable(lastInserts.get(key(entry))).filter(insert -> insert > entry.id())
                : Optional.empty();
    }

    private boolean takeSend(Entry entry, Mapping mapping, Intent.Send send) {
        var parents = references(entry, mapping);
        if (parents.stream().anyMatch(parent -> heldParents.contains(parent) || waitsBehind(entry, parent))) {
            hold(entry);
            return true;
        }
        if (parents.stream().anyMatch(parentsInCall::contains) || !fits(mapping, send)) {
            return false;
        }
        if (planned.isEmpty() || !planned.getLast().mapping().object().equals(mapping.object())) {
            runsOfTypes++;
        }
        planned.add(new Plan.Planned(entry, mapping, send));
        recordsInCall.add(key(entry));
        if (entry.action() == Action.INSERT) {
            ownKey(entry, mappings).ifPresent(parentsInCall::add);
        }
        return true;
    }

    private boolean waitsBehind(Entry entry, ParentKey parent) {
        var parentEntry = waitingParents.get(parent);
        return parentEntry != null && parentEntry > entry.id();
    }

    private void hold(Entry entry) {
        heldRecords.add(key(entry));
        if (entry.action() == Action.INSERT) {
            ownKey(entry, mappings).ifPresent(heldParents::add);
        }
    }

    private boolean fits(Mapping mapping, Intent.Send send) {
        if (planned.isEmpty()) {
            return true;
        }
        var first = planned.getFirst();
        if (planned.size() >= recordsPerCall || first.intent().operation() != send.operation()) {
            return false;
        }
        var sameObject = planned.getLast().mapping().object().equals(mapping.object());
        if (send instanceof Intent.Upsert upsert) {
            return sameObject && keyOf(first.intent()).equals(Optional.of(upsert.key()));
        }
        return sameObject || runsOfTypes < MOST_RUNS_OF_TYPES;
    }

    private static Optional<FieldName> keyOf(Intent.Send intent) {
        return intent instanceof Intent.Upsert upsert ? Optional.of(upsert.key()) : Optional.empty();
    }

    private static RecordKey key(Entry entry) {
        return new RecordKey(entry.table(), entry.recordId());
    }

    private static Optional<ParentKey> ownKey(Entry entry, Map<String, Mapping> mappings) {
        return Optional.ofNullable(mappings.get(entry.table()))
                .flatMap(mapping -> mapping.uniqueIdentifier()
                        .flatMap(field -> entry.values()
                                .getOrDefault(field.name().columnName(), Optional.empty())
                                .map(value -> ParentKey.of(mapping.object(), field, value))));
    }

    private static List<ParentKey> references(Entry entry, Mapping mapping) {
        var references = new ArrayList<ParentKey>();
        for (var field : mapping.fields()) {
            if (field instanceof MappedField.ByReference reference) {
                entry.values()
                        .getOrDefault(field.column(), Optional.empty())
                        .ifPresent(value ->
                                references.add(ParentKey.of(reference.parent(), reference.parentKey(), value)));
            }
        }
        return references;
    }
}
