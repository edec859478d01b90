package dev.lockstep.verification.campaign.plan;

import java.util.Optional;

/// One statement of an application. Each that changes a row counts up the version in its description, by an
/// expression that the database computes: so the committed versions of a row are 0, 1, 2 and so on, whichever
/// sessions take part.
public sealed interface Change {
    /// Whether the org takes what is written.
    enum Value {
        SOUND,
        /// The org will refuse it.
        REFUSED
    }

    record Insert(Thing thing, Optional<Parent> parent, Value value) implements Change {
        @Override
        public String toString() {
            return "insert " + thing + parent.map(named -> ", " + named).orElse("") + told(value);
        }
    }

    record Update(Thing thing, Optional<Parent> parent, Value value) implements Change {
        @Override
        public String toString() {
            return "update " + thing + parent.map(named -> ", " + named).orElse("") + told(value);
        }
    }

    /// Writes a value that the org takes over the one that it refused.
    record Correct(Thing thing) implements Change {
        @Override
        public String toString() {
            return "correct " + thing;
        }
    }

    record Delete(Thing thing) implements Change {
        @Override
        public String toString() {
            return "delete " + thing;
        }
    }

    record Savepoint() implements Change {
        @Override
        public String toString() {
            return "savepoint";
        }
    }

    record RollBackToSavepoint() implements Change {
        @Override
        public String toString() {
            return "roll back to savepoint";
        }
    }

    private static String told(Value value) {
        return value == Value.REFUSED ? ", with a value that the org refuses" : "";
    }
}
