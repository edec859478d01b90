package dev.lockstep.postgres;

import dev.lockstep.model.Mapping;
import dev.lockstep.model.Secret;
import dev.lockstep.model.configuration.CaptureRule;
import dev.lockstep.postgres.schema.MappedTables;
import dev.lockstep.postgres.schema.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// One database of the test server, and the ways into it: as an application, and as Lockstep.
public record TestDatabase(String jdbcUrl, String user) {
    public static final SchemaName SCHEMA = new SchemaName("salesforce");

    public DatabaseSettings settings(CaptureRule rule) {
        return new DatabaseSettings(jdbcUrl, user, new Secret("unused"), SCHEMA, rule);
    }

    /// Lockstep's own way in, with the schema not yet prepared.
    public DataDatabase open(CaptureRule rule) {
        return DataDatabase.open(settings(rule), "lockstep/test");
    }

    /// Lockstep's own way in, with the schema prepared and the mappings' tables made.
    public DataDatabase prepared(CaptureRule rule, Mapping... mappings) {
        var database = open(rule);
        Migrations.apply(database);
        for (var mapping : mappings) {
            new MappedTables(database).ensure(mapping);
        }
        return database;
    }

    /// An application's session, with the connection's schema in its search path. Commits by itself.
    public Session application() {
        var session = applicationAs(user);
        session.run("SET search_path = salesforce, public");
        return session;
    }

    public Session applicationAs(String role) {
        try {
            return new Session(DriverManager.getConnection(jdbcUrl, role, "unused"));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// A session of an application, for tests to write SQL in.
    public record Session(Connection connection) implements AutoCloseable {
        public void run(String... statements) {
            try (var statement = connection.createStatement()) {
                for (var sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException failure) {
                throw new SqlFailed(failure);
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
                throw new SqlFailed(failure);
            }
        }

        public String one(String sql) {
            return rows(sql).getFirst();
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException failure) {
                throw new SqlFailed(failure);
            }
        }
    }

    /// What PostgreSQL answered to a statement of a test.
    public static final class SqlFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public SqlFailed(SQLException cause) {
            super(cause.getMessage(), cause);
        }

        public String sqlState() {
            return getCause() instanceof SQLException refused ? refused.getSQLState() : "";
        }
    }
}
