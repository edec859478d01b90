package dev.lockstep.benchmarks.orgsim;

import dev.lockstep.benchmarks.ScratchServer;
import dev.lockstep.benchmarks.load.LoadStage;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.schema.MappedTables;
import dev.lockstep.postgres.schema.Migrations;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// The peer: PostgreSQL's COPY of the same pages into a table with the columns of the mapping and nothing else: no
/// index, no trigger, no log for recovery.
final class PageCopy {
    private static final String TABLE = "pages";

    private final LoadStage stage;
    private final String copy;

    private PageCopy(LoadStage stage, String copy) {
        this.stage = stage;
        this.copy = copy;
    }

    static PageCopy create(LoadStage stage, Mapping mapping) throws SQLException {
        try (var database = DataDatabase.open(stage.settings().database(), "lockstep/bench")) {
            Migrations.apply(database);
            new MappedTables(database).ensure(mapping);
        }
        stage.execute("CREATE UNLOGGED TABLE " + TABLE + " (LIKE " + ScratchServer.SCHEMA.qualified(LoadStage.TABLE)
                + " INCLUDING DEFAULTS INCLUDING IDENTITY)");
        var columns = mapping.fields().stream()
                .map(MappedField::column)
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", "));
        return new PageCopy(stage, "COPY " + TABLE + " (" + columns + ") FROM STDIN (FORMAT csv)");
    }

    /// Copies the lines into the emptied table; nanoseconds until they are committed.
    long nanos(byte[] csv) throws SQLException {
        stage.execute("TRUNCATE " + TABLE);
        long began = System.nanoTime();
        var running = stage.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        running.writeToCopy(csv, 0, csv.length);
        running.endCopy();
        return System.nanoTime() - began;
    }
}
