package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.RecordNumbers;
import java.time.Instant;
import java.util.Optional;

/// One batch of a job. Its state follows from what has become of it and the time.
///
/// All are safe for use by several threads.
sealed interface AsyncBatch permits RowsBatch, QueryBatch, CutBatch {
    String KEY_PREFIX = "751";

    long number();

    BatchLife life();

    /// Of a batch that is there already.
    BatchState state(Instant now);

    /// When it ended, or will end, as far as that is settled.
    Optional<Instant> end();

    /// Why it failed, if it did.
    Optional<String> failure();

    /// How many records were worked on, those that failed included.
    long records(Instant now);

    long recordsFailed();

    /// How often it was tried again in vain.
    int retries();

    default RecordId id() {
        return RecordNumbers.id(KEY_PREFIX, number());
    }
}
