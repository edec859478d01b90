package dev.lockstep.postgres.merge;

import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.fence.Epoch;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Records to be read again by Id. Who reads them lists them, reads, stages, merges, and then says that it is done: a
/// note that was made anew meanwhile stays.
public final class Rereads {
    private static final String LIST = """
        SELECT sfid, reason, noted_at
          FROM ${schema}._lockstep_reread
         WHERE table_name = ?
         ORDER BY noted_at, sfid
         LIMIT ?\
        """;

    private static final String NOTE = """
        INSERT INTO ${schema}._lockstep_reread (table_name, sfid, reason) VALUES (?, ?, ?)
        ON CONFLICT (table_name, sfid) DO UPDATE SET reason = EXCLUDED.reason, noted_at = clock_timestamp()\
        """;

    private static final String DONE = """
        DELETE FROM ${schema}._lockstep_reread WHERE table_name = ? AND sfid = ? AND noted_at = ?\
        """;

    private final DataDatabase database;

    public Rereads(DataDatabase database) {
        this.database = database;
    }

    /// A note, as it was when it was listed.
    public record Reread(RecordId sfid, String reason, Instant notedAt) {}

    /// The oldest ones first.
    public List<Reread> waiting(Mapping mapping, int limit) {
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(database.schema().in(LIST))) {
                statement.setString(1, mapping.table());
                statement.setInt(2, limit);
                var notes = new ArrayList<Reread>();
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        notes.add(new Reread(
                                new RecordId(row.getString(1)),
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()));
                    }
                }
                return List.copyOf(notes);
            }
        });
    }

    /// Notes records that something else than a merge wants read again.
    public void note(Epoch epoch, Mapping mapping, Collection<RecordId> records, String reason) {
        database.transaction(connection -> {
            epoch.check(connection);
            try (var statement = connection.prepareStatement(database.schema().in(NOTE))) {
                for (var sfid : List.copyOf(records).stream().sorted().toList()) {
                    statement.setString(1, mapping.table());
                    statement.setString(2, sfid.value());
                    statement.setString(3, reason);
                    statement.addBatch();
                }
                return statement.executeBatch().length;
            }
        });
    }

    /// Takes the notes away that nobody has renewed since they were listed.
    public void done(Epoch epoch, Mapping mapping, Collection<Reread> read) {
        database.transaction(connection -> {
            epoch.check(connection);
            try (var statement = connection.prepareStatement(database.schema().in(DONE))) {
                for (var note : read) {
                    statement.setString(1, mapping.table());
                    statement.setString(2, note.sfid.value());
                    statement.setObject(3, note.notedAt.atOffset(ZoneOffset.UTC));
                    statement.addBatch();
                }
                return statement.executeBatch().length;
            }
        });
    }
}
