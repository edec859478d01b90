package dev.lockstep.postgres;

import java.io.Serial;
import java.sql.SQLException;
import java.util.Objects;

/// What the data database refused to do, and why, classified once.
public final class DatabaseFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// What a caller can do about it.
    public enum Kind {
        /// The session or the server is gone: connect again later.
        GONE,
        /// A lock, a deadlock, a time limit or a full server: do the transaction again.
        BUSY,
        /// A value or a constraint: the same rows will be refused again.
        REFUSED,
        /// A right, a role or an object is missing: a person has to act.
        MISCONFIGURED,
        /// A fault of this program.
        BUG
    }

    private final Kind kind;
    private final String sqlState;

    public DatabaseFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.sqlState = "";
    }

    private DatabaseFailure(Kind kind, String sqlState, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.sqlState = sqlState;
    }

    /// Classifies what the driver threw.
    ///
    /// @param where what was being done and to what, such as `the database jdbc:postgresql://db/app`
    public static DatabaseFailure of(SQLException failure, String where) {
        var telling = telling(failure);
        var state = telling.getSQLState() == null ? "" : telling.getSQLState();
        var sqlClass = SqlStates.classOf(telling);
        var message = where + " " + sqlClass.saying() + " (" + (state.isEmpty() ? "no SQLSTATE" : state) + "): "
                + telling.getMessage() + hint(sqlClass);
        return new DatabaseFailure(sqlClass.kind(), state, message, failure);
    }

    private static String hint(SqlStates sqlClass) {
        return sqlClass.hint().isEmpty() ? "" : ". " + sqlClass.hint();
    }

    /// A batch hides the server's word behind a summary of its own.
    private static SQLException telling(SQLException failure) {
        var next = failure.getNextException();
        if (next != null && next.getSQLState() != null) {
            return next;
        }
        if (failure.getSQLState() == null && failure.getCause() instanceof SQLException cause) {
            return cause;
        }
        return failure;
    }

    public Kind kind() {
        return kind;
    }

    /// The five characters of SQLSTATE; empty where there are none.
    public String sqlState() {
        return sqlState;
    }

    /// The sentence; never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
