package dev.lockstep.orgsim.faults;

/// How often a rule strikes among the requests that it matches.
public sealed interface Occurrence {
    /// The next so many, then never again.
    record Next(int count) implements Occurrence {
        public Next {
            if (count < 1) {
                throw new IllegalArgumentException("A rule strikes at least once, not %d times.".formatted(count));
            }
        }
    }

    /// Each with the same probability; the same seed strikes the same ones, in the order of their arrival.
    record Share(double probability, long seed) implements Occurrence {
        public Share {
            if (!(probability > 0 && probability <= 1)) {
                throw new IllegalArgumentException(
                        "A probability lies above 0 and up to 1, not at %s.".formatted(probability));
            }
        }
    }
}
