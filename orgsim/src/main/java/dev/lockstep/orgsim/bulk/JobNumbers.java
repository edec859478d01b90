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
public final class JobNumbers {
    static final String KEY_PREFIX = "750";

    private static final long NUMBERS = 1L << 52;

    private final AtomicLong last = new AtomicLong(new SecureRandom().nextLong(NUMBERS));

    /// Higher than all before.
    public long next() {
        return reserve(1);
    }

    /// The first of so many numbers that follow each other, all higher than those before.
    public long reserve(long count) {
        return last.getAndAdd(count) + 1;
    }

    public static RecordId id(long number) {
        return RecordNumbers.id(KEY_PREFIX, number);
    }

    /// Empty for what is no Id of a job.
    ///
    /// @param id of 15 or 18 characters
    public static OptionalLong number(String id) {
        return number(KEY_PREFIX, id);
    }

    /// Empty for what is no Id with this prefix.
    ///
    /// @param id of 15 or 18 characters
    public static OptionalLong number(String keyPrefix, String id) {
        return RecordId.parse(id)
                .filter(parsed -> parsed.keyPrefix().equals(keyPrefix))
                .map(RecordNumbers::number)
                .orElseGet(OptionalLong::empty);
    }
}
