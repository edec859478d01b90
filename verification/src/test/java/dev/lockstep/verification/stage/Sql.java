package dev.lockstep.verification.stage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// A session of an application, with the connection's schema in its search path. Commits by itself unless it is
/// told to begin.
public final class Sql implements AutoCloseable {
    private final Connection connection;

    Sql(String jdbcUrl, String user, String password) {
        try {
            this.connection = DriverManager.getConnection(jdbcUrl, user, password);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        run("SET search_path = salesforce, public");
    }

    public void run(String... statements) {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The rows of a query, each as its columns joined by `|`, NULL as `-`.
    public List<String> rows(String sql) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var cells = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(rows.getString(i) == null ? "-" : rows.getString(i));
                }
                found.add(String.join("|", cells));
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The one row of a query.
    public String one(String sql) {
        var rows = rows(sql);
        if (rows.size() != 1) {
            throw new IllegalStateException(rows.size() + " rows where one is due: " + sql + " " + rows);
        }
        return rows.getFirst();
    }

    /// What the session has heard by now on the channels that it listens to, each told once.
    public List<String> heard() {
        try {
            var notifications = connection.unwrap(PGConnection.class).getNotifications(1);
            return Stream.of(notifications).map(PGNotification::getParameter).toList();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
