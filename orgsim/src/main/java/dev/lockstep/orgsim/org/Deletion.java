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

/// The call `delete`, done in one transaction. Records go to the recycle bin, where they stay, marked as deleted; those
/// of objects without one are gone at once.
final class Deletion {
    private final Transaction transaction;
    private final Redrafts redrafts;
    private final Afterwards afterwards;

    /// What becomes of deleted records.
    enum Afterwards {
        IN_BIN,
        GONE
    }

    Deletion(Transaction transaction, SilentChanges silentChanges, Afterwards afterwards) {
        this.transaction = transaction;
        this.redrafts = new Redrafts(transaction, silentChanges);
        this.afterwards = afterwards;
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
            outcomes.addAll(deleteRunOrNone(ids.subList(start, end)));
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

    /// Automation that throws keeps all records of the run.
    private List<SaveOutcome> deleteRunOrNone(List<String> ids) {
        try {
            return deleteRun(ids);
        } catch (Automation.Failed failed) {
            return ids.stream().map(_ -> Refusals.refused(failed.error())).toList();
        }
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
        var held = new HashMap<>(locked(accepted));
        held.putAll(held(accepted));
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
        var access = transaction.state().access();
        if (!access.mayWrite(record.get().object()) || !access.sees(record.get())) {
            return Optional.of(Refusals.noAccess());
        }
        if (record.get().isDeleted() || accepted.contains(id.text18())) {
            return Optional.of(Refusals.deleted());
        }
        return record.get().object().has(ObjectFlag.DELETABLE)
                ? PersonAccounts.refusalOfHalf(record.get())
                        .or(() -> transaction.automation().refusalOfDeletion(transaction, record.get()))
                : Optional.of(Refusals.notAllowed(record.get().object(), "delete"));
    }

    /// Those that can't go because somebody else is saving them, or a record that would go or change with them.
    ///
    /// @return why, by Id
    private Map<String, SaveError> locked(Map<String, RecordView> roots) {
        if (transaction.locks().isEmpty()) {
            return Map.of();
        }
        var dependents = new Dependents(transaction.state());
        var locked = new HashMap<String, SaveError>();
        for (var root : roots.values()) {
            var doomed = records(dependents.withCascade(Map.of(root.id(), root)));
            try {
                doomed.forEach(record -> transaction.locks().requireFree(deleted(record), transaction.start()));
                dependents
                        .children(doomed, OnParentDelete.CLEAR)
                        .forEach(child -> transaction.locks().requireFree(child.record(), transaction.start()));
            } catch (RowLocks.Refused refused) {
                locked.put(root.id(), refused.error());
            }
        }
        return locked;
    }

    private Draft deleted(RecordView record) {
        var draft = redrafts.of(record);
        draft.set(SystemFields.IS_DELETED, new Value.Flag(true));
        return draft;
    }

    /// Those that can't go because another record that stays holds them, or holds one that would go with them.
    ///
    /// @return why, by Id
    private Map<String, SaveError> held(Map<String, RecordView> roots) {
        var dependents = new Dependents(transaction.state());
        if (dependents
                .children(records(dependents.withCascade(roots)), OnParentDelete.RESTRICT)
                .isEmpty()) {
            return Map.of();
        }
        var held = new HashMap<String, SaveError>();
        for (var root : roots.values()) {
            var doomed = dependents.withCascade(Map.of(root.id(), root));
            var holding = dependents.children(records(doomed), OnParentDelete.RESTRICT).stream()
                    .map(Dependents.Child::record)
                    .filter(record -> !doomed.containsKey(record.id()))
                    .toList();
            if (!holding.isEmpty()) {
                held.put(root.id(), Refusals.held(root, holding));
            }
        }
        return held;
    }

    private static List<RecordView> records(Map<String, Dependents.Doomed> doomed) {
        return doomed.values().stream().map(Dependents.Doomed::record).toList();
    }

    @Assumed(
            reason = "An account takes its contacts and opportunities along, whatever their state; every other lookup"
                    + " is cleared, if it doesn't hold its parent")
    private void deleteWithChildren(Map<String, RecordView> roots) {
        var dependents = new Dependents(transaction.state());
        var doomed = dependents.withCascade(roots);
        var cleared = new HashMap<String, List<Whereabouts.ClearedLookup>>();
        for (var child : dependents.children(records(doomed), OnParentDelete.CLEAR)) {
            if (!doomed.containsKey(child.record().id())) {
                cleared.computeIfAbsent(child.parent(), _ -> new ArrayList<>())
                        .add(new Whereabouts.ClearedLookup(
                                child.record().id(), child.field().name()));
                redrafts.refer(child.record(), child.field(), Value.Absent.ABSENT, SilentChange.CLEARED_LOOKUP);
            }
        }
        takeFromBin(dependents.binnedDetails(records(doomed)));
        doomed.values()
                .forEach(one -> delete(one, cleared.getOrDefault(one.record().id(), List.of())));
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=000386040&type=1")
    @Assumed(reason = "A detail that was deleted before its master can't come back once the master is deleted, too")
    private void takeFromBin(List<StoredRecord> details) {
        new RecycleBin(transaction.state())
                .with(details.stream().map(StoredRecord::id).toList())
                .values()
                .forEach(records -> records.forEach(
                        record -> transaction.put(record.at(new Whereabouts.OutOfBin(transaction.stamp())))));
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_delete.htm")
    private void delete(Dependents.Doomed doomed, List<Whereabouts.ClearedLookup> cleared) {
        var draft = deleted(doomed.record());
        redrafts.stamp(draft);
        var deleted = draft.store().at(new Whereabouts.InBin(doomed.root(), cleared));
        var left = staysInBin(doomed.root()) ? deleted : deleted.gone();
        if (doomed.root().equals(doomed.record().id())) {
            transaction.put(left);
        } else {
            transaction.putFollower(left);
        }
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_undelete.htm")
    @Assumed(reason = "What goes along with another record waits with it in the bin, also if it has none of its own")
    private boolean staysInBin(String root) {
        return afterwards == Afterwards.IN_BIN
                && RecordId.parse(root)
                        .flatMap(id -> transaction.state().schema().objectOf(id))
                        .filter(object -> object.has(ObjectFlag.UNDELETABLE))
                        .isPresent();
    }
}
