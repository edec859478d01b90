package dev.lockstep.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/// What is done in one transaction. It neither commits nor closes the connection, and it never waits for the org.
@FunctionalInterface
public interface Work<T> {
    T run(Connection connection) throws SQLException;
}
