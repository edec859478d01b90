package dev.lockstep.postgres;

import dev.lockstep.postgres.DatabaseFailure.Kind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

/// A line of the table that says what each SQLSTATE means to us. The first line whose prefix fits counts; the last fits
/// all.
record SqlStates(String prefix, Kind kind, String saying, String hint) {
    private static final String RETRY = "It is tried again";
    private static final String UNREACHABLE = "can't be reached";
    private static final String ENDED = "ended the session";

    private static final SqlStates NO_CONNECTION = new SqlStates("", Kind.GONE, UNREACHABLE, RETRY);

    static final List<SqlStates> TABLE = List.of(
            new SqlStates("08", Kind.GONE, UNREACHABLE, RETRY),
            new SqlStates("57P0", Kind.GONE, ENDED, RETRY),
            new SqlStates("25P03", Kind.GONE, "ended a session that was idle in a transaction", RETRY),
            new SqlStates("25P04", Kind.GONE, "ended a transaction that took too long", RETRY),
            new SqlStates("25006", Kind.GONE, "takes no writes now: it is a standby or read-only", RETRY),
            new SqlStates("53300", Kind.GONE, "has no connection left", "Raise max_connections or close other clients"),
            new SqlStates("55P03", Kind.BUSY, "holds a lock that we don't wait for", RETRY),
            new SqlStates("40P01", Kind.BUSY, "broke a deadlock", RETRY),
            new SqlStates("40001", Kind.BUSY, "couldn't serialize", RETRY),
            new SqlStates("57014", Kind.BUSY, "cancelled a statement", RETRY),
            new SqlStates("53", Kind.BUSY, "is out of a resource", "Look at its disk and memory"),
            new SqlStates("22", Kind.REFUSED, "refused a value", "The record is listed among the errors"),
            new SqlStates(
                    "23", Kind.REFUSED, "refused a row for a constraint", "The record is listed among the errors"),
            new SqlStates("44", Kind.REFUSED, "refused a row for a view's condition", ""),
            new SqlStates("P0", Kind.REFUSED, "refused a row in a trigger", "Look at the triggers of the table"),
            new SqlStates("3D", Kind.MISCONFIGURED, "doesn't exist", "Create it or correct the URL"),
            new SqlStates("28", Kind.MISCONFIGURED, "refused the sign-in", "Correct user and password"),
            new SqlStates("42501", Kind.MISCONFIGURED, "refused a right", "Grant it to the connection's role"),
            new SqlStates("3F", Kind.MISCONFIGURED, "lacks a schema", "Prepare the schema again"),
            new SqlStates("42P01", Kind.MISCONFIGURED, "lacks a table", "Prepare the schema and its mappings again"),
            new SqlStates("42703", Kind.MISCONFIGURED, "lacks a column", "Prepare the schema and its mappings again"),
            new SqlStates(
                    "42P07", Kind.MISCONFIGURED, "has a table of that name", "Take another schema for the connection"),
            new SqlStates("42883", Kind.MISCONFIGURED, "lacks a function", "Prepare the schema again"),
            new SqlStates("42704", Kind.MISCONFIGURED, "lacks a type or object", "Prepare the schema again"),
            new SqlStates("", Kind.BUG, "refused a statement of ours", "Please report it"));

    static SqlStates classOf(SQLException failure) {
        if (failure.getSQLState() == null) {
            return failure instanceof SQLTransientConnectionException ? NO_CONNECTION : TABLE.getLast();
        }
        return TABLE.stream()
                .filter(line -> failure.getSQLState().startsWith(line.prefix))
                .findFirst()
                .orElseThrow();
    }
}
