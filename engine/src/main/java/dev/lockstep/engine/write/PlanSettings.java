package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Change;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.configuration.FailedEntries;
import dev.lockstep.salesforce.OutgoingRecord;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What bounds a plan.
///
/// @param mappings by table
/// @param recordsPerCall how many records a request may carry
/// @param bulkFrom so many records and more go by a job; 0 for never
/// @param recordsPerJob how many records a job may carry
/// @param jobCanCarry whether a record may travel by a job at all
record PlanSettings(
        Map<String, Mapping> mappings,
        FailedEntries failedEntries,
        int recordsPerCall,
        int bulkFrom,
        int recordsPerJob,
        Predicate<OutgoingRecord> jobCanCarry) {
    PlanSettings {
        mappings = Map.copyOf(mappings);
    }

    Optional<Mapping> mapping(Change change) {
        return Optional.ofNullable(mappings.get(change.net().table()));
    }

    boolean isWorthAJob(int records) {
        return bulkFrom > 0 && records >= bulkFrom;
    }

    /// Results of a job are told apart by the unique identifier, or by the Id of a record that has one.
    boolean mayGoByJob(Mapping mapping, Intent.Send intent) {
        return switch (intent) {
            case Intent.Create create -> false;
            case Intent.Upsert upsert -> jobCanCarry.test(upsert.content());
            case Intent.Update update -> mapping.uniqueIdentifier().isPresent() && jobCanCarry.test(update.content());
            case Intent.Delete delete -> mapping.uniqueIdentifier().isPresent();
        };
    }
}
