package dev.lockstep.orgsim.soql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A query as parsed: nothing is known yet of objects and fields.
///
/// @param alias of the object
record ParsedQuery(
        List<Selected> select,
        FieldPath object,
        Optional<String> alias,
        Optional<Condition> where,
        List<Sorting> orderBy,
        OptionalInt limit,
        int offset) {
    ParsedQuery {
        select = List.copyOf(select);
        orderBy = List.copyOf(orderBy);
    }

    /// One entry of the SELECT.
    sealed interface Selected {
        int at();

        record Field(FieldPath path) implements Selected {
            @Override
            public int at() {
                return path.at();
            }
        }

        /// `COUNT()`
        record CountOfRows(int at) implements Selected {}

        record Aggregate(int at, Function function, FieldPath path, Optional<String> alias) implements Selected {}
    }

    enum Function {
        COUNT,
        COUNT_DISTINCT,
        MIN,
        MAX,
        SUM
    }

    enum Direction {
        ASCENDING,
        DESCENDING
    }

    enum Nulls {
        FIRST,
        LAST
    }

    /// One entry of the ORDER BY.
    record Sorting(FieldPath path, Direction direction, Nulls nulls) {}
}
