package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The call `delete`, done in one transaction. Records go to the recycle bin: they stay, marked as deleted.
final class Deletion {
    private final Transaction transaction;

    Deletion(Transaction transaction) {
        this.transaction = transaction;
    }

    List<SaveOutcome> delete(List<String> ids) {
        var types = ids.stream().map(Deletion::typeOf).toList();
        CallRules.requireFewRuns(types);
        var outcomes = new ArrayList<SaveOutcome>();
        for (var start = 0; start < ids.size(); ) {
            var end = start + 1;
            while (end < ids.size() && types.get(end).equals(types.get(start))) {
                end++;
            }
            outcomes.addAll(deleteRun(ids.subList(start, end)));
            start = end;
        }
        return outcomes;
    }

    private static String typeOf(String id) {
        return RecordId.parse(id.trim()).map(RecordId::keyPrefix).orElse("");
    }

    private List<SaveOutcome> deleteRun(List<String> ids) {
        var outcomes = new ArrayList<SaveOutcome>();
        var accepted = new LinkedHashMap<String, RecordView>();
        for (var text : ids) {
            var id = RecordId.parse(text.trim());
            var error = id.isEmpty() ? Optional.of(Refusals.malformedId(text)) : refusal(id.get(), accepted.keySet());
            if (error.isPresent()) {
                outcomes.add(Refusals.refused(error.get()));
            } else {
                var record = transaction.state().find(id.orElseThrow()).orElseThrow();
                accepted.put(record.id(), record);
                outcomes.add(new SaveOutcome.Saved(record.id(), false));
            }
        }
        deleteWithChildren(accepted);
        return outcomes;
    }

    private Optional<SaveError> refusal(RecordId id, Set<String> accepted) {
        var record = transaction.state().find(id);
        if (record.isEmpty()) {
            return Optional.of(Refusals.unknownId());
        }
        if (record.get().isDeleted() || accepted.contains(id.text18())) {
            return Optional.of(Refusals.deleted());
        }
        return record.get().object().has(ObjectFlag.DELETABLE)
                ? Optional.empty()
                : Optional.of(Refusals.notAllowed(record.get().object(), "delete"));
    }

    @Assumed(
            reason = "An account takes its contacts, opportunities and cases along, whatever their state; every other"
                    + " lookup is cleared")
    private void deleteWithChildren(Map<String, RecordView> roots) {
        var doomed = new LinkedHashMap<>(roots);
        var wave = new ArrayList<>(roots.values());
        while (!wave.isEmpty()) {
            var next = new ArrayList<RecordView>();
            for (var child : childrenOf(wave, OnParentDelete.CASCADE)) {
                if (doomed.putIfAbsent(child.record().id(), child.record()) == null) {
                    next.add(child.record());
                }
            }
            wave = next;
        }
        for (var child : childrenOf(List.copyOf(doomed.values()), OnParentDelete.CLEAR)) {
            if (!doomed.containsKey(child.record().id())) {
                clear(child);
            }
        }
        doomed.values().forEach(this::mark);
    }

    private record ChildRecord(RecordView record, FieldDefinition field) {}

    private List<ChildRecord> childrenOf(List<RecordView> parents, OnParentDelete kind) {
        var idsByObject = new LinkedHashMap<ObjectDefinition, Set<String>>();
        parents.forEach(parent -> idsByObject
                .computeIfAbsent(parent.object(), _ -> new HashSet<>())
                .add(parent.id()));
        var children = new ArrayList<ChildRecord>();
        idsByObject.forEach((object, ids) -> transaction.state().schema().childrenOf(object).stream()
                .filter(child -> child.onParentDelete() == kind)
                .forEach(child -> collect(child, ids, children)));
        return children;
    }

    private void collect(Schema.Child child, Set<String> parents, List<ChildRecord> children) {
        var table = transaction.state().table(child.object());
        var position = child.object().position(child.field().name()).orElseThrow();
        var numbers = table.inIdOrder(0, Long.MAX_VALUE);
        while (numbers.hasNext()) {
            var record = table.find(numbers.nextLong()).orElseThrow();
            if (record.stored(position) instanceof Value.Text(var parent)
                    && parents.contains(parent)
                    && !record.isDeleted()) {
                children.add(new ChildRecord(record, child.field()));
            }
        }
    }

    @Assumed(reason = "A lookup that is cleared because its parent was deleted doesn't move the child's stamps")
    private void clear(ChildRecord child) {
        var draft = redraft(child.record());
        draft.set(child.field().name(), Value.Absent.ABSENT);
        transaction.put(draft.store());
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_delete.htm")
    private void mark(RecordView record) {
        var draft = redraft(record);
        draft.set(SystemFields.IS_DELETED, new Value.Flag(true));
        draft.set(SystemFields.LAST_MODIFIED_DATE, new Value.Moment(transaction.stamp()));
        draft.set(
                SystemFields.LAST_MODIFIED_BY_ID,
                new Value.Text(transaction.user().id()));
        draft.set(SystemFields.SYSTEM_MODSTAMP, new Value.Moment(transaction.stamp()));
        transaction.put(draft.store());
    }

    /// The record as it stands in the transaction now.
    private Draft redraft(RecordView record) {
        var id = RecordId.parse(record.id()).orElseThrow();
        var table = transaction.state().table(record.object());
        return Draft.change(
                transaction.state().find(id).orElseThrow(), table.numberOf(id).orElseThrow(), transaction.stamp());
    }
}
