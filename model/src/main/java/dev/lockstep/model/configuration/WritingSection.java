package dev.lockstep.model.configuration;

import java.time.Duration;
import java.util.Optional;

/// How changes of the database reach the org.
///
/// @param failedEntries what an entry that the org refused does to those behind it
/// @param bulkFrom so many changes of one kind and more go to the org by a bulk job, where their object
///     has a unique identifier; 0 for never
/// @param recordsPerCall how many records one call may carry, 1 to 200
/// @param olderTransactions how long a claim waits for older transactions that may still add entries
///     before its own
/// @param unknownOutcomeMargin how far the org's covered time must have passed the loss of an answer
///     before a record that isn't there counts as not created
/// @param unknownOutcomeLimit how long after a loss the same counts where the org tells no covered time
/// @param settledNotice how others in the database are told what was settled
/// @param keepArchive how long entries stay in the archive after they ended; empty for ever
public record WritingSection(
        WriteAlgorithm algorithm,
        FailedEntries failedEntries,
        int bulkFrom,
        int recordsPerCall,
        Duration olderTransactions,
        Duration unknownOutcomeMargin,
        Duration unknownOutcomeLimit,
        SettledNotice settledNotice,
        Optional<Duration> keepArchive) {
    public static final WritingSection DEFAULT = new WritingSection(
            WriteAlgorithm.ORDERED,
            FailedEntries.HOLD_RECORD,
            2_000,
            200,
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            SettledNotice.NONE,
            Optional.of(Duration.ofDays(31)));

    /// The same with another algorithm.
    public WritingSection by(WriteAlgorithm other) {
        return new WritingSection(
                other,
                failedEntries,
                bulkFrom,
                recordsPerCall,
                olderTransactions,
                unknownOutcomeMargin,
                unknownOutcomeLimit,
                settledNotice,
                keepArchive);
    }
}
