package dev.lockstep.postgres.merge;

import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.copy.CopyResult;
import dev.lockstep.postgres.copy.RefusedRow;
import dev.lockstep.postgres.copy.TableCopy;
import dev.lockstep.postgres.copy.Target;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.rows.RowPage;
import dev.lockstep.rows.RowPageBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Where records of the org wait to be merged: one durable table per mapping, with the types of the mapped table.
///
/// What is staged survives a restart, so that a watermark may move on while records are held or their rows are locked.
/// Safe for several threads.
public final class Staging {
    private static final String INVALID_TEXT = "22P02";

    private static final List<Target> DELETION = List.of(
            new Target("sfid", "Id"),
            new Target("systemmodstamp", "SystemModstamp"),
            new Target("isdeleted", "IsDeleted"));

    private final DataDatabase database;
    private final StagingTables tables;
    private final ReadErrors errors;

    public Staging(DataDatabase database) {
        this.database = database;
        this.tables = new StagingTables(database);
        this.errors = new ReadErrors(database);
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
        var targets = mapping.fields().stream()
                .map(field -> new Target(field.column(), pageColumn(page, field)))
                .toList();
        return stage(connection, mapping, page, targets, mark);
    }

    /// Stages records that are known to be deleted, as of the mark's time.
    public void addDeleted(Epoch epoch, Mapping mapping, Collection<RecordId> deleted, ReadMark mark) {
        var page = new RowPageBuilder(DELETION.stream().map(Target::pageColumn).toList());
        for (var id : deleted) {
            page.append(id.value()).append(mark.orgTimeBefore().toString()).append("true");
        }
        database.transaction(connection -> {
            epoch.check(connection);
            return stage(connection, mapping, page.build(), DELETION, mark);
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

    private static String pageColumn(RowPage page, MappedField field) {
        return page.columns().stream()
                .filter(column -> column.equalsIgnoreCase(field.path()) || column.equalsIgnoreCase(field.column()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a page lacks the field " + field.path() + ": it has " + page.columns()));
    }

    private CopyResult stage(Connection connection, Mapping mapping, RowPage page, List<Target> targets, ReadMark mark)
            throws SQLException {
        int sfid = page.column(sfid(targets));
        var refused = new ArrayList<>(withoutId(page, sfid));
        int[] identified = rowsWithout(refused, page.rows());
        var table = tables.of(connection, mapping).quoted();
        var copied = TableCopy.of(connection, table, targets, constants(mark))
                .copy(connection, refused.isEmpty() ? page : page.select(identified));
        for (var row : copied.refused()) {
            refused.add(new RefusedRow(identified[row.row()], row.sqlState(), row.message()));
        }
        refused.sort(Comparator.comparingInt(RefusedRow::row));
        for (var row : refused) {
            errors.note(connection, mapping.table(), id(page, row.row(), sfid), row.sqlState(), row.message());
        }
        return new CopyResult(copied.copied(), refused);
    }

    private static String sfid(List<Target> targets) {
        return targets.stream()
                .filter(target -> target.column().equals("sfid"))
                .findFirst()
                .orElseThrow()
                .pageColumn();
    }

    private static Map<String, String> constants(ReadMark mark) {
        return Map.of(
                "_reading", mark.reading().name(),
                "_settle_mark", Long.toString(mark.settleMark()),
                "_read_at", mark.orgTimeBefore().truncatedTo(ChronoUnit.MICROS).toString());
    }

    /// Nothing can be told of a record without a valid Id; so it is set apart before the database sees it.
    private static List<RefusedRow> withoutId(RowPage page, int sfid) {
        var refused = new ArrayList<RefusedRow>();
        for (int row = 0; row < page.rows(); row++) {
            try {
                var _ = new RecordId(id(page, row, sfid));
            } catch (IllegalArgumentException notAnId) {
                refused.add(new RefusedRow(row, INVALID_TEXT, "the org sent it: " + notAnId.getMessage()));
            }
        }
        return refused;
    }

    private static int[] rowsWithout(List<RefusedRow> refused, int rows) {
        var left = refused.stream().map(RefusedRow::row).collect(Collectors.toSet());
        return IntStream.range(0, rows).filter(row -> !left.contains(row)).toArray();
    }

    private static String id(RowPage page, int row, int sfid) {
        return page.isNull(row, sfid) ? "" : page.text(row, sfid);
    }
}
