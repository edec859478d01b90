package dev.lockstep.postgres.merge;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// Records of the org that the database refused. One that is read again and then merges is taken from the list.
public final class ReadErrors {
    private static final int SFID_LENGTH = 18;

    private static final String NOTE = """
        INSERT INTO ${schema}._lockstep_read_error (table_name, sfid, sql_state, message)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (table_name, sfid) DO UPDATE
           SET sql_state = EXCLUDED.sql_state, message = EXCLUDED.message, noted_at = clock_timestamp()\
        """;

    private static final String LIST = """
        SELECT sfid, sql_state, message, noted_at
          FROM ${schema}._lockstep_read_error
         WHERE table_name = ?
         ORDER BY noted_at, sfid
         LIMIT ?\
        """;

    private static final String FORGET = "DELETE FROM ${schema}._lockstep_read_error WHERE table_name = ?";

    private final DataDatabase database;

    public ReadErrors(DataDatabase database) {
        this.database = database;
    }

    /// One record and why.
    ///
    /// @param sfid as the org sent it, cut to 18 characters: the Id itself may be what was refused
    public record ReadError(String sfid, String sqlState, String message, Instant notedAt) {}

    /// The oldest ones first.
    public List<ReadError> list(Mapping mapping, int limit) {
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(database.schema().in(LIST))) {
                statement.setString(1, mapping.table());
                statement.setInt(2, limit);
                var errors = new ArrayList<ReadError>();
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        errors.add(new ReadError(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant()));
                    }
                }
                return List.copyOf(errors);
            }
        });
    }

    /// Notes one in the transaction in which the others of its page are staged.
    void note(Connection connection, String table, String sfid, String sqlState, String message) throws SQLException {
        try (var statement = connection.prepareStatement(database.schema().in(NOTE))) {
            statement.setString(1, table);
            statement.setString(2, shortened(sfid));
            statement.setString(3, sqlState);
            statement.setString(4, message);
            statement.executeUpdate();
        }
    }

    /// Forgets those of a table, by the transaction that begins to read all its records anew.
    public void forget(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement(database.schema().in(FORGET))) {
            statement.setString(1, table);
            statement.executeUpdate();
        }
    }

    private static String shortened(String sfid) {
        var text = sfid.replace("\0", "");
        return text.substring(0, Math.min(SFID_LENGTH, text.length()));
    }
}
