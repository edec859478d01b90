package dev.lockstep.app.demo.project;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.model.RecordId;
import dev.lockstep.orgsim.org.FieldDefinition;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/// The application of the check: plain SQL on the mapped tables, as any application writes it.
final class ProjectApplication implements AutoCloseable {
    private final Connection connection;

    ProjectApplication(EmbeddedPostgres database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        // Texts take the type of the column that they are written to or compared with.
        properties.setProperty("stringtype", "unspecified");
        this.connection = DriverManager.getConnection(database.jdbcUrl(), properties);
    }

    interface Work {
        int run() throws SQLException;
    }

    int inOneTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            int changes = work.run();
            connection.commit();
            return changes;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Parents are named by their keys, or by the Ids that their rows have by now.
    int insert(CheckedRow row) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        row.values().forEach((field, value) -> columns.put(CheckedObject.column(field), value.orElse("")));
        row.strangers().forEach((lookup, stranger) -> columns.put(CheckedObject.column(lookup), stranger.value()));
        for (var parent : row.parents().entrySet()) {
            var key = row.object().parentKeys().get(parent.getKey());
            if (key == null) {
                columns.put(CheckedObject.column(parent.getKey()), sfid(parent.getValue()));
            } else {
                columns.put(
                        ProjectMappings.column(parent.getKey(), key),
                        parent.getValue().value(key));
            }
        }
        var names = columns.keySet().stream().map(ProjectApplication::quoted).collect(Collectors.joining(", "));
        var places = columns.keySet().stream().map(_ -> "?").collect(Collectors.joining(", "));
        var sql = columns.isEmpty()
                ? "INSERT INTO " + row.object().table() + " DEFAULT VALUES RETURNING id"
                : "INSERT INTO " + row.object().table() + " (" + names + ") VALUES (" + places + ") RETURNING id";
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, columns.values());
            try (var key = statement.executeQuery()) {
                key.next();
                row.hasId(key.getLong(1));
            }
        }
        return 1;
    }

    /// The record's Id as the row has it by now.
    private String sfid(CheckedRow row) throws SQLException {
        var record = row.record().or(() -> read(row));
        return record.map(RecordId::value)
                .orElseThrow(() -> new SQLException("the row of " + row + " has no sfid yet"));
    }

    /// Notes the record of a row that was inserted here.
    Optional<RecordId> read(CheckedRow row) {
        try (var statement =
                connection.prepareStatement("SELECT sfid FROM " + row.object().table() + " WHERE id = ?")) {
            statement.setLong(1, row.id());
            try (var found = statement.executeQuery()) {
                var record = found.next()
                        ? Optional.ofNullable(found.getString(1)).map(RecordId::new)
                        : Optional.<RecordId>empty();
                record.ifPresent(row::hasRecord);
                return record;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Writes what the row must have in these fields.
    int update(CheckedRow row, List<FieldDefinition> fields) throws SQLException {
        var sets = fields.stream()
                .map(field ->
                        quoted(CheckedObject.column(field)) + (row.text(field).isPresent() ? " = ?" : " = NULL"))
                .collect(Collectors.joining(", "));
        try (var statement = connection.prepareStatement(
                "UPDATE " + row.object().table() + " SET " + sets + " WHERE " + named(row))) {
            bind(
                    statement,
                    fields.stream().flatMap(field -> row.text(field).stream()).toList());
            return statement.executeUpdate();
        }
    }

    int delete(CheckedRow row) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate("DELETE FROM " + row.object().table() + " WHERE " + named(row));
        }
    }

    private static String named(CheckedRow row) {
        return row.id() > 0
                ? "id = " + row.id()
                : "sfid = '" + row.record().orElseThrow().value() + "'";
    }

    /// What is wrong where there isn't one healthy row that has all that it must have.
    Optional<String> problem(CheckedRow row) throws SQLException {
        var due = new LinkedHashMap<String, Optional<String>>();
        due.put("_hc_lastop", Optional.of("SYNCED"));
        row.parents()
                .forEach((lookup, parent) -> due.put(
                        CheckedObject.column(lookup),
                        Optional.of(parent.record().orElseThrow().value())));
        row.values().forEach((field, value) -> due.put(CheckedObject.column(field), value));
        var equal = due.entrySet().stream()
                .map(column -> quoted(column.getKey()) + (column.getValue().isPresent() ? " = ?" : " IS NULL"))
                .collect(Collectors.joining(", "));
        try (var statement = connection.prepareStatement(
                "SELECT " + equal + " FROM " + row.object().table() + " WHERE sfid = ?")) {
            var texts = new ArrayList<>(
                    due.values().stream().flatMap(Optional::stream).toList());
            texts.add(row.record().orElseThrow().value());
            bind(statement, texts);
            try (var found = statement.executeQuery()) {
                return found.next()
                        ? differences(row, found, List.copyOf(due.keySet()))
                        : Optional.of("no row of " + row);
            }
        }
    }

    private static Optional<String> differences(CheckedRow row, ResultSet found, List<String> columns)
            throws SQLException {
        var different = new ArrayList<String>();
        for (int index = 0; index < columns.size(); index++) {
            if (!found.getBoolean(index + 1)) {
                different.add(columns.get(index));
            }
        }
        return different.isEmpty()
                ? Optional.empty()
                : Optional.of("the row of " + row + " has not what is due in " + String.join(", ", different));
    }

    /// What is wrong where there still is a row of the record.
    Optional<String> problemOfAbsence(CheckedRow row) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT FROM " + row.object().table() + " WHERE sfid = ?")) {
            statement.setString(1, row.record().orElseThrow().value());
            try (var found = statement.executeQuery()) {
                return found.next() ? Optional.of("the row of " + row + " is still there") : Optional.empty();
            }
        }
    }

    private static void bind(PreparedStatement statement, Collection<String> texts) throws SQLException {
        int place = 0;
        for (var text : texts) {
            statement.setString(++place, text);
        }
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
