package dev.lockstep.postgres.merge;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// How far each mapping has read. Watermarks move by [Merge] alone, together with the data.
public final class Watermarks {
    private static final String STATE = """
        SELECT state, watermark, load_began, loaded_rows, polled_at
          FROM ${schema}._lockstep_mapping
         WHERE table_name = ?\
        """;

    private final DataDatabase database;

    public Watermarks(DataDatabase database) {
        this.database = database;
    }

    /// The org's time up to which everything was read; empty before the first load has ended.
    public Optional<Instant> watermark(Mapping mapping) {
        return progress(mapping).watermark();
    }

    public ReadProgress progress(Mapping mapping) {
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(database.schema().in(STATE))) {
                statement.setString(1, mapping.table());
                try (var row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw unknown(mapping);
                    }
                    return progress(row);
                }
            }
        });
    }

    private static ReadProgress progress(ResultSet row) throws SQLException {
        return new ReadProgress(
                ReadProgress.State.valueOf(row.getString(1)),
                instant(row, 2),
                instant(row, 3),
                row.getLong(4),
                instant(row, 5));
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private DatabaseFailure unknown(Mapping mapping) {
        return new DatabaseFailure(
                Kind.MISCONFIGURED,
                database + " doesn't know the mapping of " + mapping.table() + ": ensure its table first");
    }
}
