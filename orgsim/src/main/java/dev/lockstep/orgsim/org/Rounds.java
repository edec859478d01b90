package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Saves what can be saved of a call where the org has automation: what fails is set aside, and the rest is saved
/// anew, so that no trace of the failures is left in what the automation did.
@Documented(
        url = "https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_bulk_exceptions.htm")
record Rounds(Transaction transaction, SaveOptions options) {
    private static final int MOST = 3;

    List<SaveOutcome> save(List<InputRecord> records, Function<List<InputRecord>, List<SaveOutcome>> work) {
        if (transaction.automation().isEmpty()) {
            return work.apply(records);
        }
        var before = transaction.savepoint();
        try {
            return inRounds(records, work, before);
        } catch (Automation.Failed failed) {
            transaction.rollBack(before);
            return allRefused(records, failed.error());
        }
    }

    private List<SaveOutcome> inRounds(
            List<InputRecord> records,
            Function<List<InputRecord>, List<SaveOutcome>> work,
            Transaction.Savepoint before) {
        var outcomes = new ArrayList<>(work.apply(records));
        for (var round = 2; needsAnother(outcomes); round++) {
            transaction.rollBack(before);
            var left = saved(outcomes);
            var again = work.apply(left.stream().map(records::get).toList());
            for (var index = 0; index < left.size(); index++) {
                outcomes.set(left.get(index), again.get(index));
            }
            if (again.stream().noneMatch(SaveOutcome.Refused.class::isInstance)) {
                return outcomes;
            }
            if (round == MOST) {
                transaction.rollBack(before);
                return allRefused(records, tooManyRounds());
            }
        }
        return outcomes;
    }

    private boolean needsAnother(List<SaveOutcome> outcomes) {
        return options == SaveOptions.PARTIAL
                && outcomes.stream().anyMatch(SaveOutcome.Refused.class::isInstance)
                && outcomes.stream().anyMatch(SaveOutcome.Saved.class::isInstance);
    }

    private static List<Integer> saved(List<SaveOutcome> outcomes) {
        var left = new ArrayList<Integer>();
        for (var index = 0; index < outcomes.size(); index++) {
            if (outcomes.get(index) instanceof SaveOutcome.Saved) {
                left.add(index);
            }
        }
        return left;
    }

    @Assumed(reason = "The text is documented, the code is believed")
    private static SaveError tooManyRounds() {
        return new SaveError(
                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                "Too many batch retries in the presence of Apex triggers and partial failures.");
    }

    private static List<SaveOutcome> allRefused(List<InputRecord> records, SaveError error) {
        return records.stream().map(_ -> Refusals.refused(error)).toList();
    }
}
