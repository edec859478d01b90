package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.Value;
import java.time.Instant;
import java.util.List;

/// Records that alone can satisfy a comparison; those among them that don't are found out by the comparison itself.
sealed interface Narrowing {
    record Ids(List<RecordId> ids) implements Narrowing {
        public Ids {
            ids = List.copyOf(ids);
        }
    }

    /// Values of a unique field, none of them absent. The index behind it knows no deleted records.
    record Keys(FieldDefinition field, List<Value> keys) implements Narrowing {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /// SystemModstamp from `first` to before `end`.
    record Stamps(Instant first, Instant end) implements Narrowing {
        static final Stamps ALL = new Stamps(Instant.MIN, Instant.MAX);

        Stamps and(Stamps other) {
            return new Stamps(
                    first.isAfter(other.first) ? first : other.first, end.isBefore(other.end) ? end : other.end);
        }
    }

    /// Ids from this one on.
    record IdsFrom(RecordId first) implements Narrowing {}

    /// Ids up to this one.
    record IdsTo(RecordId last) implements Narrowing {}
}
