package dev.lockstep.app.demo;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What a check does on both sides. Each step is begun when both sides have settled after the one before.
public interface CheckScript extends AutoCloseable {
    List<Step> steps();

    /// What the steps don't touch, and why, a line each.
    List<String> leftOut();

    @Override
    void close() throws SQLException;

    /// One line of the check's table.
    ///
    /// @param work makes the changes
    /// @param proof looks at the other side when both have settled
    record Step(String name, Work work, Proof proof) {}

    /// Changes one side or both.
    interface Work {
        /// How many changes it made.
        int change() throws SQLException;
    }

    /// Looks whether a change has arrived.
    interface Proof {
        /// What is wrong, in a few words each.
        List<Optional<String>> problems() throws SQLException;
    }
}
