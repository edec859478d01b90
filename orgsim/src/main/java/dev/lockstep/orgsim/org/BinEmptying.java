package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The call `emptyRecycleBin`, done in one transaction: records leave the recycle bin for good, with those that went
/// there with them.
final class BinEmptying {
    private final Transaction transaction;

    BinEmptying(Transaction transaction) {
        this.transaction = transaction;
    }

    List<SaveOutcome> empty(List<String> ids) {
        var roots = ids.stream()
                .flatMap(text -> RecordId.parse(text.trim()).stream())
                .map(RecordId::text18)
                .toList();
        var members = new RecycleBin(transaction.state()).with(roots);
        return ids.stream().map(text -> empty(text, members)).toList();
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_emptyrecyclebin.htm")
    private SaveOutcome empty(String text, Map<String, List<StoredRecord>> members) {
        var id = RecordId.parse(text.trim());
        var error = id.isEmpty() ? Optional.of(Refusals.malformedId(text)) : refusal(id.get());
        if (error.isPresent()) {
            return Refusals.refused(error.get());
        }
        var savepoint = transaction.savepoint();
        try {
            for (var record : members.getOrDefault(id.orElseThrow().text18(), List.of())) {
                transaction.put(record.at(new Whereabouts.OutOfBin(transaction.stamp())));
            }
            return new SaveOutcome.Saved(id.orElseThrow().text18(), false);
        } catch (RowLocks.Refused refused) {
            transaction.rollBack(savepoint);
            return Refusals.refused(refused.error());
        }
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_emptyrecyclebin.htm")
    @Assumed(reason = "That records which went along with others are refused is documented; no code and no text is")
    private Optional<SaveError> refusal(RecordId id) {
        var record = transaction.state().find(id);
        if (record.isEmpty()) {
            return Optional.of(Refusals.unknownId());
        }
        var access = transaction.state().access();
        if (!access.mayWrite(record.get().object()) || !access.sees(record.get())) {
            return Optional.of(Refusals.noAccess());
        }
        if (record.get() instanceof StoredRecord stored && stored.isRootInBin()) {
            return Optional.empty();
        }
        return Optional.of(
                record.get().isDeleted()
                        ? Refusals.deleted()
                        : new SaveError("INVALID_ID_FIELD", "Entity is not in the recycle bin"));
    }
}
