package dev.lockstep.orgsim.soql;

import java.util.List;

/// The WHERE of a query, as parsed.
sealed interface Condition {
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    /// A field beside one value or several.
    ///
    /// @param operands one, or several where the operator takes a list
    record Comparison(FieldPath field, Operator operator, List<Literal> operands) implements Condition {
        public Comparison {
            operands = List.copyOf(operands);
            if (operands.isEmpty() || (operands.size() > 1 && !operator.takesList())) {
                throw new IllegalArgumentException(operator + " with " + operands.size() + " values");
            }
        }
    }
}
