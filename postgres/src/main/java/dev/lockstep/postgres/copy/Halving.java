package dev.lockstep.postgres.copy;

import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import java.sql.Connection;
import java.sql.SQLException;

/// Sends rows in one transaction, and finds those that the database refuses by sending ever smaller halves under
/// savepoints.
final class Halving {
    private final Connection connection;
    private final String where;

    /// @param where what is written to, for messages
    Halving(Connection connection, String where) {
        this.connection = connection;
        this.where = where;
    }

    /// Sends the rows from `first` up to, without, `end`, and says how many were taken. May be called again for a part
    /// of them after it failed.
    interface Send {
        long send(int first, int end) throws SQLException;
    }

    interface Refusal {
        void of(int number, DatabaseFailure refused);
    }

    /// Returns how many rows were taken.
    ///
    /// @throws SQLException for all that isn't the refusal of a row; then the transaction is lost
    long send(int first, int end, Send send, Refusal refusal) throws SQLException {
        if (first == end) {
            return 0;
        }
        var savepoint = connection.setSavepoint();
        try {
            long taken = send.send(first, end);
            connection.releaseSavepoint(savepoint);
            return taken;
        } catch (SQLException failure) {
            var classified = DatabaseFailure.of(failure, where);
            if (classified.kind() != Kind.REFUSED) {
                throw failure;
            }
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
            if (end - first == 1) {
                refusal.of(first, classified);
                return 0;
            }
        }
        int middle = first + (end - first) / 2;
        return send(first, middle, send, refusal) + send(middle, end, send, refusal);
    }
}
