package dev.lockstep.orgsim.org;

import java.time.Duration;
import java.util.function.Supplier;

/// What holds for all that a request saves, beside what it says itself.
///
/// @param commitDelay how long after its beginning a save becomes visible, by the org's clock
/// @param areRowsLocked whether somebody else holds every row that is to be saved, and doesn't let go
public record SaveConditions(Duration commitDelay, boolean areRowsLocked) {
    /// Saves are visible at once, and nobody is in their way.
    public static final SaveConditions NONE = new SaveConditions(Duration.ZERO, false);

    private static final ScopedValue<SaveConditions> CURRENT = ScopedValue.newInstance();

    public SaveConditions {
        if (commitDelay.isNegative()) {
            throw new IllegalArgumentException("A save can't become visible %s before it began."
                    .formatted(commitDelay.negated()));
        }
    }

    public static SaveConditions committedAfter(Duration delay) {
        return new SaveConditions(delay, false);
    }

    public static SaveConditions lockedRows() {
        return new SaveConditions(Duration.ZERO, true);
    }

    /// Does the work while they hold, for this thread.
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    static SaveConditions current() {
        return CURRENT.orElse(NONE);
    }
}
