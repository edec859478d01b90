package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One request of the call `merge`, done in one transaction: the losers are deleted, what named them names the master,
/// and only then the master gets its new values.
final class Merge {
    private static final int MOST_LOSERS = 2;

    private final Transaction transaction;
    private final Redrafts redrafts;

    Merge(Transaction transaction, SilentChanges silentChanges) {
        this.transaction = transaction;
        this.redrafts = new Redrafts(transaction, silentChanges);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_merge_statements.htm")
    MergeOutcome merge(MergeRequest request) {
        var refusal = refusal(request);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        var savepoint = transaction.savepoint();
        MergeOutcome outcome;
        try {
            outcome = carryOut(request);
        } catch (RowLocks.Refused refused) {
            outcome = refused(refused.error());
        }
        if (outcome instanceof MergeOutcome.Refused) {
            transaction.rollBack(savepoint);
        }
        return outcome;
    }

    private MergeOutcome carryOut(MergeRequest request) {
        var master = transaction
                .state()
                .find(RecordId.parse(request.master().id().orElseThrow().trim()).orElseThrow())
                .orElseThrow();
        var losers = request.losers().stream()
                .map(text -> transaction
                        .state()
                        .find(RecordId.parse(text.trim()).orElseThrow())
                        .orElseThrow())
                .toList();
        var persons = new PersonAccounts(transaction);
        var halves = persons.contactsOf(losers);
        if (halves.size() != (PersonFields.isPerson(master) ? losers.size() : 0)) {
            return refused(otherKind());
        }
        var both = new ArrayList<>(losers);
        both.addAll(halves);
        var moved = new ArrayList<>(moveChildren(losers, master, both));
        for (var winner : persons.contactsOf(List.of(master))) {
            moved.addAll(moveChildren(halves, winner, both));
            for (var index = 0; index < halves.size(); index++) {
                delete(halves.get(index), winner, losers.get(index));
            }
        }
        if (isBelowItself(master)) {
            return refused(circle(master));
        }
        losers.forEach(loser -> delete(loser, master, loser));
        var saved = new Saves(transaction).update(List.of(request.master())).getFirst();
        if (saved instanceof SaveOutcome.Refused(var errors)) {
            return new MergeOutcome.Refused(errors);
        }
        return new MergeOutcome.Merged(
                master.id(), losers.stream().map(RecordView::id).toList(), moved);
    }

    private static MergeOutcome refused(SaveError error) {
        return new MergeOutcome.Refused(List.of(error));
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_merge.htm")
    @Assumed(reason = "What is refused is documented; its codes and words aren't")
    private Optional<SaveError> refusal(MergeRequest request) {
        var object = CallRules.requireObject(
                transaction.start().schema(), request.master().object());
        if (!object.has(ObjectFlag.MERGEABLE)) {
            return Optional.of(Refusals.notAllowed(object, "merge"));
        }
        if (request.losers().isEmpty() || request.losers().size() > MOST_LOSERS) {
            return Optional.of(failed("a master record is merged with one or two others, not with "
                    + request.losers().size()));
        }
        if (!request.master().references().isEmpty()) {
            return Optional.of(
                    new SaveError("INVALID_FIELD", "External ID fields cannot be used in a merge", SystemFields.ID));
        }
        var all = new ArrayList<>(List.of(request.master().id().orElse("")));
        all.addAll(request.losers());
        var seen = new HashSet<String>();
        for (var text : all) {
            var error = refusal(object, text, seen);
            if (error.isPresent()) {
                return error;
            }
        }
        return Optional.empty();
    }

    private Optional<SaveError> refusal(ObjectDefinition object, String text, Set<String> seen) {
        var id = RecordId.parse(text.trim());
        if (id.isEmpty()) {
            return Optional.of(Refusals.malformedId(text, SystemFields.ID));
        }
        if (!id.get().keyPrefix().equals(object.keyPrefix())) {
            return Optional.of(failed("records of one type are merged, and " + text + " is no " + object));
        }
        if (!seen.add(id.get().text18())) {
            return Optional.of(failed("a record can't be merged with itself: " + text));
        }
        var record = transaction.state().find(id.get());
        if (record.isEmpty()) {
            return Optional.of(Refusals.unknownId());
        }
        var access = transaction.state().access();
        if (!access.mayWrite(object) || !access.sees(record.get())) {
            return Optional.of(Refusals.noAccess());
        }
        if (record.get().isDeleted()) {
            return Optional.of(Refusals.deleted());
        }
        return ConvertedLeads.includes(record.get())
                ? Optional.of(ConvertedLeads.refusal())
                : PersonAccounts.refusalOfHalf(record.get());
    }

    private static SaveError failed(String why) {
        return new SaveError("MERGE_FAILED", why);
    }

    @Assumed(reason = "As seen in public teaching: a person is merged with persons alone")
    private static SaveError otherKind() {
        return PersonAccounts.notForPersons("a person account is merged with person accounts alone");
    }

    /// The Ids of the records that were moved. None of them runs any automation or rule.
    ///
    /// @param doomed those that are deleted themselves: the halves of a person stay together
    private List<String> moveChildren(List<RecordView> losers, RecordView master, List<RecordView> doomed) {
        var moved = new LinkedHashSet<String>();
        var dependents = new Dependents(transaction.state());
        for (var kind : OnParentDelete.values()) {
            for (var child : dependents.children(losers, kind)) {
                if (PersonFields.isPerson(child.record()) && isAmong(doomed, child.record())) {
                    continue;
                }
                redrafts.refer(
                        child.record(), child.field(), new Value.Text(master.id()), SilentChange.REPARENTED_BY_MERGE);
                moved.add(child.record().id());
            }
        }
        doomed.forEach(record -> moved.remove(record.id()));
        return List.copyOf(moved);
    }

    private static boolean isAmong(List<RecordView> records, RecordView record) {
        return records.stream().anyMatch(other -> other.id().equals(record.id()));
    }

    /// Whether the master has become one of its own ancestors.
    private boolean isBelowItself(RecordView master) {
        return master.object().fields().stream()
                .filter(field -> field.referenceTo().contains(master.object().name()))
                .anyMatch(field -> leadsBack(master, field));
    }

    private boolean leadsBack(RecordView master, FieldDefinition field) {
        var seen = new HashSet<String>();
        var next = parent(master.id(), field);
        while (next.isPresent() && seen.add(next.get())) {
            if (next.get().equals(master.id())) {
                return true;
            }
            next = parent(next.get(), field);
        }
        return false;
    }

    private Optional<String> parent(String id, FieldDefinition field) {
        return RecordId.parse(id)
                .flatMap(transaction.state()::find)
                .map(record -> record.value(field.name()))
                .flatMap(value -> value instanceof Value.Text(var parent) ? Optional.of(parent) : Optional.empty());
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_merge.htm")
    @Assumed(reason = "That a merge which would close a circle is refused is documented; its code and words aren't")
    private static SaveError circle(RecordView master) {
        return new SaveError("CIRCULAR_DEPENDENCY", "the record would be its own parent: " + master.id());
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_merge.htm")
    private void delete(RecordView loser, RecordView master, RecordView root) {
        var draft = redrafts.of(loser);
        draft.set(SystemFields.IS_DELETED, new Value.Flag(true));
        draft.set(SystemFields.MASTER_RECORD_ID, new Value.Text(master.id()));
        redrafts.stamp(draft);
        transaction.put(draft.store().at(new Whereabouts.InBin(root.id(), List.of())));
    }
}
