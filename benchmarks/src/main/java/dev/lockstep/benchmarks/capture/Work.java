package dev.lockstep.benchmarks.capture;

import java.util.Locale;

/// What is measured. The order matters: each finds the rows that the one before has left.
enum Work {
    /// All rows in one statement.
    INSERT,
    UPDATE,
    /// One row a transaction, by its primary key.
    SINGLE_UPDATE,
    SINGLE_INSERT;

    boolean isOneStatement() {
        return this == INSERT || this == UPDATE;
    }

    /// As a metric's name has it: `single.update`.
    String metric() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
