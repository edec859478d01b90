package dev.lockstep.postgres.merge;

import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.copy.CopyResult;
import dev.lockstep.postgres.copy.RefusedRow;
import dev.lockstep.postgres.copy.TableCopy;
import dev.lockstep.postgres.copy.Target;
import dev.lockstep.rows.RowPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Copies records of a mapping into one table. Those that the database refuses, and those whose Id is none, end among
/// the read errors by the same transaction.
public final class RecordCopy {
    private static final String INVALID_TEXT = "22P02";

    private final Mapping mapping;
    private final ReadErrors errors;

    public RecordCopy(DataDatabase database, Mapping mapping) {
        this.mapping = mapping;
        this.errors = new ReadErrors(database);
    }

    /// Where the columns of a page go that has all fields of the mapping, named by path or as in the table.
    public List<Target> targets(RowPage page) {
        return mapping.fields().stream()
                .map(field -> new Target(field.column(), pageColumn(page, field)))
                .toList();
    }

    private static String pageColumn(RowPage page, MappedField field) {
        return page.columns().stream()
                .filter(column -> column.equalsIgnoreCase(field.path()) || column.equalsIgnoreCase(field.column()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a page lacks the field " + field.path() + ": it has " + page.columns()));
    }

    /// Copies in the caller's transaction, which has checked the epoch.
    ///
    /// @param table as SQL names it
    /// @param targets one of them is `sfid`
    /// @param constants columns that get the same text in every row
    /// @throws SQLException for other failures than refused records; then the transaction is lost
    public CopyResult copy(
            Connection connection, String table, RowPage page, List<Target> targets, Map<String, String> constants)
            throws SQLException {
        int sfid = page.column(sfid(targets));
        var refused = new ArrayList<>(withoutId(page, sfid));
        int[] identified = rowsWithout(refused, page.rows());
        var copied = TableCopy.of(connection, table, targets, constants)
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

    /// Nothing can be told of a record without a valid Id; so it is set apart before the database sees it.
    private static List<RefusedRow> withoutId(RowPage page, int sfid) {
        var refused = new ArrayList<RefusedRow>();
        for (int row = 0; row < page.rows(); row++) {
            if (!RecordId.isId(page.bytes(), page.offset(row, sfid), page.length(row, sfid))) {
                refused.add(new RefusedRow(
                        row, INVALID_TEXT, "the org sent it: \"" + id(page, row, sfid) + "\" is no record Id"));
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
