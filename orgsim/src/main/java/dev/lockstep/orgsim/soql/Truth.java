package dev.lockstep.orgsim.soql;

/// The outcome of a condition: comparisons with a value that isn't there are unknown, and so is their negation.
enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    static Truth of(boolean outcome) {
        return outcome ? TRUE : FALSE;
    }

    Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
