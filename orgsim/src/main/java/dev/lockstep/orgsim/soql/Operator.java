package dev.lockstep.orgsim.soql;

/// The operators of conditions.
enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    LIKE,
    IN,
    NOT_IN,
    INCLUDES,
    EXCLUDES;

    /// Whether the values stand in parentheses.
    boolean takesList() {
        return switch (this) {
            case IN, NOT_IN, INCLUDES, EXCLUDES -> true;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE -> false;
        };
    }
}
