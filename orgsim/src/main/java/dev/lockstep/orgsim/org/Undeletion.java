package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The call `undelete`, done in one transaction: records come back from the recycle bin, with those that went there
/// with them and the lookups that named them.
final class Undeletion {
    private final Transaction transaction;
    private final Redrafts redrafts;

    Undeletion(Transaction transaction, SilentChanges silentChanges) {
        this.transaction = transaction;
        this.redrafts = new Redrafts(transaction, silentChanges);
    }

    List<SaveOutcome> undelete(List<String> ids) {
        var roots = ids.stream()
                .flatMap(text -> RecordId.parse(text.trim()).stream())
                .map(RecordId::text18)
                .toList();
        var members = new RecycleBin(transaction.state()).with(roots);
        return ids.stream().map(text -> undelete(text, members)).toList();
    }

    private SaveOutcome undelete(String text, Map<String, List<StoredRecord>> members) {
        var id = RecordId.parse(text.trim());
        var error = id.isEmpty() ? Optional.of(Refusals.malformedId(text)) : refusal(id.get());
        if (error.isPresent()) {
            return Refusals.refused(error.get());
        }
        var savepoint = transaction.savepoint();
        var returning = members.getOrDefault(id.orElseThrow().text18(), List.of());
        var errors = bringBack(returning);
        if (!errors.isEmpty()) {
            transaction.rollBack(savepoint);
            return new SaveOutcome.Refused(errors);
        }
        return new SaveOutcome.Saved(id.orElseThrow().text18(), false);
    }

    private List<SaveError> bringBack(List<StoredRecord> returning) {
        try {
            for (var record : returning) {
                var errors = UniqueKeys.duplicates(transaction.state(), record);
                if (!errors.isEmpty()) {
                    return errors;
                }
                bringBack(record);
            }
            returning.forEach(this::emptyLostLookups);
            returning.forEach(this::restoreLookups);
            return List.of();
        } catch (RowLocks.Refused refused) {
            return List.of(refused.error());
        }
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_undelete.htm")
    @Assumed(reason = "The text was seen in public reports for records that are out of the bin; taken for others, too")
    private Optional<SaveError> refusal(RecordId id) {
        var state = transaction.state();
        var object = state.schema().objectOf(id);
        var number = object.map(state::table).map(table -> table.numberOf(id));
        if (number.isEmpty() || number.get().isEmpty()) {
            return Optional.of(Refusals.unknownId());
        }
        if (!object.get().has(ObjectFlag.UNDELETABLE)) {
            return Optional.of(Refusals.notAllowed(object.get(), "undelete"));
        }
        var table = state.table(object.get());
        var record = table.find(id);
        if (record.isEmpty()) {
            return Optional.of(
                    table.departures().isGone(number.get().getAsLong()) ? Refusals.notInBin() : Refusals.unknownId());
        }
        if (!state.access().mayWrite(object.get()) || !state.access().sees(record.get())) {
            return Optional.of(Refusals.noAccess());
        }
        return record.get() instanceof StoredRecord stored && stored.isRootInBin() && !isMasterLost(stored)
                ? Optional.empty()
                : Optional.of(Refusals.notInBin());
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=000386040&type=1")
    private boolean isMasterLost(StoredRecord record) {
        return record.object().fields().stream()
                .filter(field -> field.lookup()
                        .filter(lookup -> lookup.masterOrder().isPresent())
                        .isPresent())
                .anyMatch(field -> isLost(record.value(field.name())));
    }

    /// Whether a lookup names a record that isn't there for everybody.
    private boolean isLost(Value lookup) {
        return lookup instanceof Value.Text(var id)
                && RecordId.parse(id)
                        .filter(parsed ->
                                transaction.state().schema().objectOf(parsed).isPresent())
                        .filter(parsed -> transaction
                                .state()
                                .find(parsed)
                                .filter(parent -> !parent.isDeleted())
                                .isEmpty())
                        .isPresent();
    }

    @Assumed(reason = "Coming back moves the stamps as every change of a record does, and undoes what a merge noted")
    private void bringBack(StoredRecord record) {
        var draft = redrafts.of(record);
        draft.set(SystemFields.IS_DELETED, new Value.Flag(false));
        if (draft.has(SystemFields.MASTER_RECORD_ID)) {
            draft.set(SystemFields.MASTER_RECORD_ID, Value.Absent.ABSENT);
        }
        redrafts.stamp(draft);
        transaction.put(draft.store());
    }

    @Assumed(reason = "A record comes back without the lookups to records that were deleted meanwhile")
    private void emptyLostLookups(StoredRecord returned) {
        var draft = redrafts.of(returned);
        returned.object().fields().stream()
                .filter(field -> field.type() == FieldKind.REFERENCE)
                .filter(field -> isLost(draft.value(field.name())))
                .forEach(field -> draft.set(field.name(), Value.Absent.ABSENT));
        transaction.put(draft.store());
    }

    /// Those that nobody has pointed anywhere else since.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_delete.htm")
    private void restoreLookups(StoredRecord returned) {
        if (!(returned.whereabouts() instanceof Whereabouts.InBin bin)) {
            return;
        }
        for (var lookup : bin.cleared()) {
            var child = RecordId.parse(lookup.id()).flatMap(transaction.state()::find);
            child.filter(record -> record.value(lookup.field()).isAbsent())
                    .ifPresent(record -> restore(record, lookup, returned));
        }
    }

    private void restore(RecordView child, Whereabouts.ClearedLookup lookup, StoredRecord parent) {
        var field = child.object().field(lookup.field()).orElseThrow();
        if (!child.isDeleted()) {
            redrafts.refer(child, field, new Value.Text(parent.id()), SilentChange.RESTORED_LOOKUP);
        }
    }
}
