package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.RecordNumbers;
import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// The numbers behind the Ids of jobs, of whatever kind. None is given twice: each process begins at a place of its own
/// among very many.
///
/// Safe for use by several threads.
final class JobNumbers {
    static final String KEY_PREFIX = "750";

    private static final long NUMBERS = 1L << 52;

    private final AtomicLong last = new AtomicLong(new SecureRandom().nextLong(NUMBERS));

    /// Higher than all before.
    long next() {
        return last.incrementAndGet();
    }

    static RecordId id(long number) {
        return RecordNumbers.id(KEY_PREFIX, number);
    }

    /// Empty for what is no Id of a job.
    ///
    /// @param id of 15 or 18 characters
    static OptionalLong number(String id) {
        return RecordId.parse(id)
                .filter(parsed -> parsed.keyPrefix().equals(KEY_PREFIX))
                .map(RecordNumbers::number)
                .orElseGet(OptionalLong::empty);
    }
}
