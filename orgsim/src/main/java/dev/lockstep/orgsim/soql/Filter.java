package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A condition with its fields found and its values checked.
sealed interface Filter {
    Truth of(RecordView record);

    /// What each record that satisfies the whole filter must satisfy.
    default Stream<Narrowing> narrowings() {
        return Stream.empty();
    }

    record And(List<Filter> parts) implements Filter {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth of(RecordView record) {
            var truth = Truth.TRUE;
            for (var part : parts) {
                var next = part.of(record);
                if (next == Truth.FALSE) {
                    return Truth.FALSE;
                }
                truth = next == Truth.UNKNOWN ? Truth.UNKNOWN : truth;
            }
            return truth;
        }

        @Override
        public Stream<Narrowing> narrowings() {
            return parts.stream().flatMap(Filter::narrowings);
        }
    }

    record Or(List<Filter> parts) implements Filter {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth of(RecordView record) {
            var truth = Truth.FALSE;
            for (var part : parts) {
                var next = part.of(record);
                if (next == Truth.TRUE) {
                    return Truth.TRUE;
                }
                truth = next == Truth.UNKNOWN ? Truth.UNKNOWN : truth;
            }
            return truth;
        }
    }

    record Not(Filter part) implements Filter {
        @Override
        public Truth of(RecordView record) {
            return part.of(record).not();
        }
    }

    /// A field whose value passes a test.
    ///
    /// @param test gets the field's value as [Comparables#of] makes it
    record Match(FieldAccess field, Function<Value, Truth> test, Optional<Narrowing> narrowing) implements Filter {
        @Override
        public Truth of(RecordView record) {
            return test.apply(Comparables.of(field.field(), field.value(record)));
        }

        @Override
        public Stream<Narrowing> narrowings() {
            return narrowing.stream();
        }
    }
}
