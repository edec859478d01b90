package dev.lockstep.verification.campaign.stage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The data database of a schedule, as applications reach it.
public record Database(String jdbcUrl, String user, String password) {
    private static final String END_SESSIONS = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name LIKE 'lockstep/%'\
        """;

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /// Ends all sessions of the sync.
    public void endSessions() throws SQLException {
        rows(END_SESSIONS);
    }

    /// The rows of a query, each with its columns as text, `-` for NULL.
    public List<List<String>> rows(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<List<String>>();
            while (rows.next()) {
                var cells = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    var cell = rows.getString(i);
                    cells.add(cell == null ? "-" : cell);
                }
                found.add(cells);
            }
            return found;
        }
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}
