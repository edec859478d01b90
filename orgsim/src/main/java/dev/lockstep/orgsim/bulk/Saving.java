package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Assignment;
import dev.lockstep.orgsim.org.Batch;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.SaveConditions;
import java.util.List;
import java.util.Optional;

/// What a job does with its rows.
///
/// @param object as the org spells it
/// @param externalIdField as the org spells it; of an upsert alone
/// @param assignmentRuleId of the assignment rule for what is created
public record Saving(
        String object, IngestOperation operation, Optional<String> externalIdField, Optional<String> assignmentRuleId) {
    Batch batch(List<InputRecord> records) {
        return switch (operation) {
            case INSERT -> new Batch.Inserts(records);
            case UPDATE -> new Batch.Updates(records);
            case UPSERT -> new Batch.Upserts(externalIdField.orElseThrow(), records);
            case DELETE -> new Batch.Deletes(object, ids(records));
            case HARD_DELETE -> new Batch.HardDeletes(object, ids(records));
        };
    }

    private static List<String> ids(List<InputRecord> records) {
        return records.stream().map(record -> record.id().orElse("")).toList();
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm")
    SaveConditions conditions() {
        return assignmentRuleId
                .map(id -> SaveConditions.NONE.assigning(new Assignment.ById(id)))
                .orElse(SaveConditions.NONE);
    }
}
