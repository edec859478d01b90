package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/// Walks generated and stored records in one order. A generated row that was changed is met once, where it stands now.
final class NumbersInOrder implements PrimitiveIterator.OfLong {
    private final Generated generated;
    private final Stored stored;
    private long nextGenerated;
    private Optional<Stamped> nextStored;

    /// The generated rows of a walk, `end` not included.
    ///
    /// @param stamp the row's place in the order; one moment for all where the numbers alone are the order
    /// @param changed tells the rows to skip, since they are stored now
    record Generated(long first, long end, LongFunction<Instant> stamp, LongPredicate changed) {}

    /// The stored records of a walk, which ends at the first that isn't `within`.
    record Stored(Iterator<Stamped> places, Predicate<Stamped> within) {}

    NumbersInOrder(Generated generated, Stored stored) {
        this.generated = generated;
        this.stored = stored;
        this.nextGenerated = unchangedFrom(generated.first());
        this.nextStored = fetchStored();
    }

    @Override
    public boolean hasNext() {
        return nextGenerated < generated.end() || nextStored.isPresent();
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (nextStored.isEmpty() || (nextGenerated < generated.end() && isGeneratedFirst(nextStored.get()))) {
            var number = nextGenerated;
            nextGenerated = unchangedFrom(number + 1);
            return number;
        }
        var number = nextStored.get().number();
        nextStored = fetchStored();
        return number;
    }

    private boolean isGeneratedFirst(Stamped other) {
        return new Stamped(generated.stamp().apply(nextGenerated), nextGenerated).compareTo(other) < 0;
    }

    private long unchangedFrom(long start) {
        var number = start;
        while (number < generated.end() && generated.changed().test(number)) {
            number++;
        }
        return number;
    }

    private Optional<Stamped> fetchStored() {
        return stored.places().hasNext()
                ? Optional.of(stored.places().next()).filter(stored.within())
                : Optional.empty();
    }
}
