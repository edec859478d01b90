package dev.lockstep.postgres.merge;

import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.copy.CopyResult;
import dev.lockstep.postgres.copy.Target;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.rows.RowPage;
import dev.lockstep.rows.RowPageBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Where records of the org wait to be merged: one durable table per mapping, with the types of the mapped table.
///
/// What is staged survives a restart, so that a watermark may move on while records are held or their rows are locked.
/// Safe for several threads.
public final class Staging {
    private static final List<Target> DELETION = List.of(
            new Target("sfid", "Id"),
            new Target("systemmodstamp", "SystemModstamp"),
            new Target("isdeleted", "IsDeleted"));

    private final DataDatabase database;
    private final StagingTables tables;

    public Staging(DataDatabase database) {
        this.database = database;
        this.tables = new StagingTables(database);
    }

    /// Makes the staging table of a mapping, or makes it anew where the mapped table has changed: what was staged then
    /// is noted to be read again.
    public void ensure(Mapping mapping) {
        tables.ensure(mapping);
    }

    /// Stages a page in a transaction of its own: records that the database refuses end among the read errors, all
    /// others are staged, and both or neither is there.
    ///
    /// @param page its columns are named by path or as in the table; all fields of the mapping are there
    /// @return what was staged and what was refused
    /// @throws DatabaseFailure for other failures than refused records; the page may be added again
    public CopyResult add(Epoch epoch, Mapping mapping, RowPage page, ReadMark mark) {
        return database.transaction(connection -> {
            epoch.check(connection);
            return add(connection, mapping, page, mark);
        });
    }

    /// Stages a page in the caller's transaction, which has checked the epoch; otherwise as
    /// [#add(Epoch, Mapping, RowPage, ReadMark)] does.
    ///
    /// @throws SQLException for other failures than refused records; then the transaction is lost
    public CopyResult add(Connection connection, Mapping mapping, RowPage page, ReadMark mark) throws SQLException {
        var records = new RecordCopy(database, mapping);
        return records.copy(
                connection, tables.of(connection, mapping).quoted(), page, records.targets(page), constants(mark));
    }

    /// Stages records that are known to be deleted, as of the mark's time.
    public void addDeleted(Epoch epoch, Mapping mapping, Collection<RecordId> deleted, ReadMark mark) {
        var page = new RowPageBuilder(DELETION.stream().map(Target::pageColumn).toList());
        for (var id : deleted) {
            page.append(id.value()).append(mark.orgTimeBefore().toString()).append("true");
        }
        database.transaction(connection -> {
            epoch.check(connection);
            return new RecordCopy(database, mapping)
                    .copy(connection, tables.of(connection, mapping).quoted(), page.build(), DELETION, constants(mark));
        });
    }

    /// How many records are staged, held ones among them.
    public long count(Mapping mapping) {
        var table = tables.of(mapping);
        return database.read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT count(*) FROM " + table.quoted())) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static Map<String, String> constants(ReadMark mark) {
        return Map.of(
                "_reading", mark.reading().name(),
                "_settle_mark", Long.toString(mark.settleMark()),
                "_read_at", mark.orgTimeBefore().truncatedTo(ChronoUnit.MICROS).toString());
    }
}
