package dev.lockstep.orgsim.org;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// What holds for all that a request saves, beside what it says of each record.
///
/// @param commitDelay how long after its beginning a save becomes visible, by the org's clock
/// @param areRowsLocked whether somebody else holds every row that is to be saved, and doesn't let go
/// @param assignment what the request says of assignment rules, if anything
/// @param areDuplicatesAllowed whether records are saved though a duplicate rule warns of them
/// @param isAllOrNone whether a save is refused as a whole where one of its records is, whatever it says itself
public record SaveConditions(
        Duration commitDelay,
        boolean areRowsLocked,
        Optional<Assignment> assignment,
        boolean areDuplicatesAllowed,
        boolean isAllOrNone) {
    /// Saves are visible at once, nobody is in their way, and nothing is said.
    public static final SaveConditions NONE = new SaveConditions(Duration.ZERO, false, Optional.empty(), false, false);

    private static final ScopedValue<SaveConditions> CURRENT = ScopedValue.newInstance();

    public SaveConditions {
        if (commitDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "A save can't become visible %s before it began.".formatted(commitDelay.negated()));
        }
    }

    public static SaveConditions committedAfter(Duration delay) {
        return new SaveConditions(delay, false, Optional.empty(), false, false);
    }

    public static SaveConditions lockedRows() {
        return new SaveConditions(Duration.ZERO, true, Optional.empty(), false, false);
    }

    public SaveConditions assigning(Assignment wished) {
        return new SaveConditions(commitDelay, areRowsLocked, Optional.of(wished), areDuplicatesAllowed, isAllOrNone);
    }

    public SaveConditions allowingDuplicates() {
        return new SaveConditions(commitDelay, areRowsLocked, assignment, true, isAllOrNone);
    }

    public SaveConditions allOrNone() {
        return new SaveConditions(commitDelay, areRowsLocked, assignment, areDuplicatesAllowed, true);
    }

    /// Does the work while they hold, for this thread.
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /// Those that hold for this thread.
    public static SaveConditions current() {
        return CURRENT.orElse(NONE);
    }
}
