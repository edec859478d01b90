package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.HashMap;
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

    /// As [#delete], of one object's records alone, in whatever order good and bad Ids stand.
    List<SaveOutcome> deleteOf(String name, List<String> ids) {
        var object = CallRules.requireObject(transaction.start().schema(), name);
        var own =
                ids.stream().filter(id -> typeOf(id).equals(object.keyPrefix())).toList();
        var deleted = delete(own).iterator();
        return ids.stream()
                .map(id -> typeOf(id).equals(object.keyPrefix()) ? deleted.next() : Refusals.refused(notOf(object, id)))
                .toList();
    }

    private static SaveError notOf(ObjectDefinition object, String id) {
        return typeOf(id).isEmpty()
                ? Refusals.malformedId(id)
                : Refusals.wrongType(object.field(SystemFields.ID).orElseThrow(), id);
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
        var held = held(accepted);
        outcomes.replaceAll(outcome -> outcome instanceof SaveOutcome.Saved saved && held.containsKey(saved.id())
                ? Refusals.refused(held.get(saved.id()))
                : outcome);
        accepted.keySet().removeAll(held.keySet());
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

    /// Those that can't go because another record that stays holds them, or holds one that would go with them.
    ///
    /// @return why, by Id
    private Map<String, SaveError> held(Map<String, RecordView> roots) {
        var dependents = new Dependents(transaction.state());
        if (dependents
                .children(dependents.withCascade(roots).values(), OnParentDelete.RESTRICT)
                .isEmpty()) {
            return Map.of();
        }
        var held = new HashMap<String, SaveError>();
        for (var root : roots.values()) {
            var doomed = dependents.withCascade(Map.of(root.id(), root));
            var holding = dependents.children(doomed.values(), OnParentDelete.RESTRICT).stream()
                    .map(Dependents.Child::record)
                    .filter(record -> !doomed.containsKey(record.id()))
                    .toList();
            if (!holding.isEmpty()) {
                held.put(root.id(), Refusals.held(root, holding));
            }
        }
        return held;
    }

    @Assumed(
            reason = "An account takes its contacts and opportunities along, whatever their state; every other lookup"
                    + " is cleared, if it doesn't hold its parent")
    private void deleteWithChildren(Map<String, RecordView> roots) {
        var dependents = new Dependents(transaction.state());
        var doomed = dependents.withCascade(roots);
        for (var child : dependents.children(doomed.values(), OnParentDelete.CLEAR)) {
            if (!doomed.containsKey(child.record().id())) {
                clear(child);
            }
        }
        doomed.forEach((id, record) -> {
            if (roots.containsKey(id)) {
                transaction.put(marked(record));
            } else {
                transaction.putFollower(marked(record));
            }
        });
    }

    @Assumed(reason = "A lookup that is cleared because its parent was deleted doesn't move the child's stamps")
    private void clear(Dependents.Child child) {
        var draft = redraft(child.record());
        draft.set(child.field().name(), Value.Absent.ABSENT);
        transaction.putFollower(draft.store());
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_delete.htm")
    private StoredRecord marked(RecordView record) {
        var draft = redraft(record);
        draft.set(SystemFields.IS_DELETED, new Value.Flag(true));
        draft.set(SystemFields.LAST_MODIFIED_DATE, new Value.Moment(transaction.stamp()));
        draft.set(
                SystemFields.LAST_MODIFIED_BY_ID,
                new Value.Text(transaction.user().id()));
        draft.set(SystemFields.SYSTEM_MODSTAMP, new Value.Moment(transaction.stamp()));
        return draft.store();
    }

    /// The record as it stands in the transaction now.
    private Draft redraft(RecordView record) {
        var id = RecordId.parse(record.id()).orElseThrow();
        var table = transaction.state().table(record.object());
        return Draft.change(
                transaction.state().find(id).orElseThrow(), table.numberOf(id).orElseThrow(), transaction.stamp());
    }
}
