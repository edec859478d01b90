package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Change;
import dev.lockstep.engine.content.Folding;
import dev.lockstep.engine.content.Operation;
import dev.lockstep.model.Action;
import dev.lockstep.model.EntryEvent;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.RecordKey;
import dev.lockstep.postgres.log.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Plans MERGED writing: all waiting entries of a row as their net effect, in the order that fills
/// calls best among those that leave the org with the same records: see [Dependencies].
///
/// Pure: the same waiting entries give the same plan. What depends on a change that can't be sent waits
/// with it.
final class MergedPlanner {
    /// Changes that one call can carry.
    ///
    /// @param object where a call is of one object only: for upserts
    private record Kind(Operation operation, Optional<ObjectName> object, Optional<FieldName> key) {
        static Kind of(Plan.Planned planned) {
            return planned.intent() instanceof Intent.Upsert upsert
                    ? new Kind(Operation.UPSERT, Optional.of(planned.mapping().object()), Optional.of(upsert.key()))
                    : new Kind(planned.intent().operation(), Optional.empty(), Optional.empty());
        }

        boolean isOfDeletes() {
            return operation == Operation.DELETE;
        }

        boolean isOfUpdates() {
            return operation == Operation.UPDATE;
        }
    }

    private final PlanSettings settings;
    private final HeldChanges held;
    private final References references;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Long, Set<Long>> before;
    private final Map<Long, Plan.Planned> waiting = new LinkedHashMap<>();
    private final Set<Long> blocked = new HashSet<>();
    /// Rows whose later changes wait for the answer to an earlier one, which may tell the Id of their
    /// record.
    private final Set<RecordKey> unsettledRows = new HashSet<>();
    private final List<Plan.Dismissed> dismissed = new ArrayList<>();
    private final List<Plan.Refused> refused = new ArrayList<>();
    private final List<Plan.Call> calls = new ArrayList<>();

    private MergedPlanner(List<Change> folded, HeldChanges held, PlanSettings settings) {
        this.settings = settings;
        this.held = held;
        this.references = held.references();
        var makers = new HashMap<ParentKey, RecordKey>();
        for (var broken : ReferenceCycles.breakIn(folded, references)) {
            changes.add(broken.change());
            sort(broken, makers);
        }
        this.before = Dependencies.of(changes, references);
    }

    /// Plans what is next; the parameters are those of [OrderedPlanner].
    static Plan plan(List<Entry> waiting, List<Entry> unsettled, PlanSettings settings) {
        var keyColumns = new HashMap<String, String>();
        settings.mappings()
                .forEach((table, mapping) -> mapping.uniqueIdentifier()
                        .ifPresent(key -> keyColumns.put(table, key.name().columnName())));
        return new MergedPlanner(Folding.merged(waiting, keyColumns), HeldChanges.of(unsettled, settings), settings)
                .plan();
    }

    private void sort(ReferenceCycles.Broken broken, Map<ParentKey, RecordKey> makers) {
        var change = broken.change();
        if (unsettledRows.contains(change.row())) {
            blocked.add(change.net().id());
            return;
        }
        var mapping = settings.mapping(change);
        switch (Intents.of(change.net(), mapping)) {
            case Intent.Dismiss dismiss ->
                dismissed.addAll(Plan.Dismissed.all(change, EntryEvent.DISMISSED, dismiss.message()));
            case Intent.Refuse refuse -> {
                refused.add(new Plan.Refused(change, mapping.orElseThrow(), refuse));
                unsettledRows.add(change.row());
                blocked.add(change.net().id());
            }
            case Intent.Send send -> {
                waiting.put(change.net().id(), new Plan.Planned(change, mapping.orElseThrow(), send, broken.omitted()));
                if (held.hold(change) || isMadeByAnother(change, makers)) {
                    blocked.add(change.net().id());
                }
                if (change.net().action() == Action.INSERT
                        && change.net().sfid().isEmpty()) {
                    unsettledRows.add(change.row());
                }
            }
        }
    }

    /// Two rows that the org takes for one record never go in one plan: what became of the first decides.
    private boolean isMadeByAnother(Change change, Map<ParentKey, RecordKey> makers) {
        return references
                .made(change)
                .map(key -> makers.putIfAbsent(key, change.row()))
                .filter(row -> !row.equals(change.row()))
                .isPresent();
    }

    private Plan plan() {
        block();
        blocked.forEach(waiting::remove);
        while (!waiting.isEmpty()) {
            call(next());
        }
        if (!refused.isEmpty()) {
            var first = calls.isEmpty()
                    ? new Plan.Call(Transport.SOAP, Operation.UPDATE, List.of(), List.of())
                    : calls.removeFirst();
            calls.addFirst(new Plan.Call(first.transport(), first.operation(), first.records(), refused));
        }
        return new Plan(dismissed, calls);
    }

    /// What comes after something blocked is blocked itself.
    private void block() {
        boolean isComplete = false;
        while (!isComplete) {
            isComplete = true;
            for (var change : changes) {
                boolean isBehind = before.getOrDefault(change.net().id(), Set.of()).stream()
                        .anyMatch(blocked::contains);
                if (isBehind && blocked.add(change.net().id())) {
                    isComplete = false;
                }
            }
        }
    }

    /// The changes that go next: all that are ready of one kind. A kind of which more becomes ready
    /// later waits, so that its calls are full.
    private List<Plan.Planned> next() {
        var ready = new LinkedHashMap<Kind, List<Plan.Planned>>();
        var later = new HashSet<Kind>();
        for (var planned : waiting.values()) {
            var kind = Kind.of(planned);
            if (before.getOrDefault(planned.entry().id(), Set.of()).stream().anyMatch(waiting::containsKey)) {
                later.add(kind);
            } else {
                ready.computeIfAbsent(kind, none -> new ArrayList<>()).add(planned);
            }
        }
        if (ready.isEmpty()) {
            // What is left waits for each other. The order of capture is always one that the org has seen.
            return List.of(waiting.values().stream()
                    .min(Comparator.comparingLong(planned -> planned.change().position()))
                    .orElseThrow());
        }
        return ready.entrySet().stream()
                .min(Comparator.<Map.Entry<Kind, List<Plan.Planned>>, Boolean>comparing(
                                group -> later.contains(group.getKey()))
                        .thenComparing(group -> group.getKey().isOfDeletes())
                        .thenComparing(group -> group.getKey().isOfUpdates())
                        .thenComparingLong(
                                group -> group.getValue().getFirst().change().position()))
                .map(Map.Entry::getValue)
                .orElseThrow();
    }

    /// Records of one parent stand together, so that no two parts of a job wait for the same lock.
    private void call(List<Plan.Planned> group) {
        var sorted = new ArrayList<>(group);
        sorted.sort(Comparator.<Plan.Planned, String>comparing(
                        planned -> planned.mapping().object().value())
                .thenComparing(this::parents)
                .thenComparingLong(planned -> planned.change().position()));
        var drafts = new ArrayList<CallDraft>();
        for (int i = 0; i < sorted.size(); i++) {
            if (drafts.isEmpty() || !drafts.getLast().take(sorted.get(i))) {
                var draft = new CallDraft(settings, references, transport(sorted, i));
                drafts.add(draft);
                if (!draft.take(sorted.get(i))) {
                    throw new IllegalStateException(
                            "the entry " + sorted.get(i).entry().id() + " fits into no call");
                }
            }
        }
        drafts.forEach(draft -> calls.addAll(draft.calls()));
        group.forEach(planned -> waiting.remove(planned.entry().id()));
    }

    private String parents(Plan.Planned planned) {
        return references.touched(planned.change()).stream()
                .map(Object::toString)
                .sorted()
                .findFirst()
                .orElse("");
    }

    private Transport transport(List<Plan.Planned> sorted, int from) {
        var object = sorted.get(from).mapping().object();
        long run = sorted.stream()
                .skip(from)
                .takeWhile(planned -> planned.mapping().object().equals(object))
                .count();
        boolean canGo =
                settings.mayGoByJob(sorted.get(from).mapping(), sorted.get(from).intent());
        return canGo && settings.isWorthAJob(Math.toIntExact(run)) ? Transport.BULK : Transport.SOAP;
    }
}
