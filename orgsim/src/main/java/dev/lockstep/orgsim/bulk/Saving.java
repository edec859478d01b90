package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.org.Batch;
import dev.lockstep.orgsim.org.InputRecord;
import java.util.List;
import java.util.Optional;

/// What a job does with its rows.
///
/// @param object as the org spells it
/// @param externalIdField as the org spells it; of an upsert alone
public record Saving(String object, IngestOperation operation, Optional<String> externalIdField) {
    Batch batch(List<InputRecord> records) {
        return switch (operation) {
            case INSERT -> new Batch.Inserts(records);
            case UPDATE -> new Batch.Updates(records);
            case UPSERT -> new Batch.Upserts(externalIdField.orElseThrow(), records);
            case DELETE, HARD_DELETE ->
                new Batch.Deletes(
                        object,
                        records.stream().map(record -> record.id().orElse("")).toList());
        };
    }
}
