package dev.lockstep.model.configuration;

import java.time.Duration;
import java.util.Optional;

/// How changes of the database reach the org.
///
/// @param recordsPerCall how many records one call may carry, 1 to 200
/// @param olderTransactions how long a claim waits for older transactions that may still add entries before its own
/// @param unknownOutcomeMargin how far the org's covered time must have passed the loss of an answer before a record
///     that isn't there counts as not created
/// @param unknownOutcomeLimit how long after a loss the same counts where the org tells no covered time
/// @param settledNotice how others in the database are told what was settled
/// @param keepArchive how long entries stay in the archive after they ended; empty for ever
public record WritingSection(
        WriteAlgorithm algorithm,
        int recordsPerCall,
        Duration olderTransactions,
        Duration unknownOutcomeMargin,
        Duration unknownOutcomeLimit,
        SettledNotice settledNotice,
        Optional<Duration> keepArchive) {
    public static final WritingSection DEFAULT = new WritingSection(
            WriteAlgorithm.ORDERED,
            200,
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            SettledNotice.NONE,
            Optional.of(Duration.ofDays(31)));
}
