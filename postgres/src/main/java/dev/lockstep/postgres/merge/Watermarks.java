package dev.lockstep.postgres.merge;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import dev.lockstep.postgres.fence.Epoch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// How far each mapping has read. Watermarks move by [Merge] alone, together with the data.
public final class Watermarks {
    private static final String STATE = """
        SELECT state, watermark, load_began, loaded_rows, polled_at
          FROM ${schema}._lockstep_mapping
         WHERE table_name = ?\
        """;

    private static final String LOAD_BEGINS = """
        UPDATE ${schema}._lockstep_mapping
           SET state = 'LOADING', load_began = ?, loaded_rows = 0
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

    /// A load begins, or begins anew. An earlier watermark stays valid until the load has ended.
    ///
    /// @param orgTime the org's time before the load's query is made
    public void loadBegins(Epoch epoch, Mapping mapping, Instant orgTime) {
        int begun = database.transaction(connection -> {
            epoch.check(connection);
            try (var statement = connection.prepareStatement(database.schema().in(LOAD_BEGINS))) {
                statement.setObject(1, orgTime.atOffset(ZoneOffset.UTC));
                statement.setString(2, mapping.table());
                return statement.executeUpdate();
            }
        });
        if (begun == 0) {
            throw unknown(mapping);
        }
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
