package dev.lockstep.postgres.merge;

import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import dev.lockstep.postgres.copy.PageCsv;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.rows.RowPage;
import dev.lockstep.rows.RowPageBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// Where records of the org wait to be merged: one durable table per mapping, with the types of the mapped table.
///
/// What is staged survives a restart, so that a watermark may move on while records are held or their rows are locked.
/// Safe for several threads.
public final class Staging {
    private static final String INVALID_TEXT = "22P02";

    private static final List<String> DELETION = List.of("Id", "SystemModstamp", "IsDeleted");

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

    /// Stages a page in a transaction of its own. Records that the database refuses end among the read errors, all
    /// others are staged: so a page may be staged in several transactions, and after a failure in parts.
    ///
    /// @param page its columns are named by path or as in the table; all fields of the mapping are there
    /// @throws DatabaseFailure for other failures than refused records; the page may be added again
    public void add(Epoch epoch, Mapping mapping, RowPage page, ReadMark mark) {
        var order =
                mapping.fields().stream().map(field -> position(page, field)).toList();
        var names = mapping.fields().stream().map(MappedField::column).toList();
        stage(epoch, mapping, new Part(page, order, names, mark));
    }

    /// Stages records that are known to be deleted, as of the mark's time.
    public void addDeleted(Epoch epoch, Mapping mapping, Collection<RecordId> deleted, ReadMark mark) {
        var page = new RowPageBuilder(DELETION);
        for (var id : deleted) {
            page.append(id.value()).append(mark.orgTimeBefore().toString()).append("true");
        }
        var names = List.of("sfid", "systemmodstamp", "isdeleted");
        stage(epoch, mapping, new Part(page.build(), List.of(0, 1, 2), names, mark));
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

    private static int position(RowPage page, MappedField field) {
        var columns = page.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(field.path()) || columns.get(i).equalsIgnoreCase(field.column())) {
                return i;
            }
        }
        throw new IllegalArgumentException("a page lacks the field " + field.path() + ": it has " + columns);
    }

    private record Part(RowPage page, List<Integer> order, List<String> names, ReadMark mark) {
        Part slice(int first, int end) {
            return new Part(page.slice(first, end), order, names, mark);
        }

        Part without(int row) {
            var rest = new RowPageBuilder(page.columns());
            for (int kept = 0; kept < page.rows(); kept++) {
                if (kept != row) {
                    append(rest, kept);
                }
            }
            return new Part(rest.build(), order, names, mark);
        }

        private void append(RowPageBuilder rest, int row) {
            for (int column = 0; column < page.columns().size(); column++) {
                if (page.isNull(row, column)) {
                    rest.appendNull();
                } else {
                    rest.append(page.bytes(), page.offset(row, column), page.length(row, column));
                }
            }
        }

        String sfid(int row) {
            int column = order.get(names.indexOf("sfid"));
            return page.isNull(row, column) ? "" : page.text(row, column);
        }
    }

    private void stage(Epoch epoch, Mapping mapping, Part part) {
        var valid = withValidIds(epoch, mapping, part);
        if (valid.page.rows() > 0) {
            stage(epoch, mapping, tables.of(mapping), valid);
        }
    }

    /// Nothing can be told of a record without a valid Id; so it is set apart before the database sees it.
    private Part withValidIds(Epoch epoch, Mapping mapping, Part part) {
        var valid = part;
        for (int row = part.page.rows() - 1; row >= 0; row--) {
            try {
                var _ = new RecordId(part.sfid(row));
            } catch (IllegalArgumentException notAnId) {
                errors.note(
                        epoch,
                        mapping.table(),
                        part.sfid(row),
                        INVALID_TEXT,
                        "the org sent it: " + notAnId.getMessage());
                valid = valid.without(row);
            }
        }
        return valid;
    }

    private void stage(Epoch epoch, Mapping mapping, StagingTable table, Part part) {
        int rows = part.page.rows();
        try {
            database.transaction(connection -> {
                epoch.check(connection);
                return copy(connection, table, part);
            });
        } catch (DatabaseFailure refused) {
            if (refused.kind() != Kind.REFUSED) {
                throw refused;
            }
            if (rows == 1) {
                errors.note(
                        epoch, mapping.table(), part.sfid(0), refused.sqlState(), String.valueOf(refused.getMessage()));
                return;
            }
            stage(epoch, mapping, table, part.slice(0, rows / 2));
            stage(epoch, mapping, table, part.slice(rows / 2, rows));
        }
    }

    private static long copy(Connection connection, StagingTable table, Part part) throws SQLException {
        var columns = part.names.stream().map(MergeSql::quoted).collect(Collectors.joining(", "));
        var rest = "," + part.mark.reading() + "," + part.mark.settleMark() + "," + part.mark.orgTimeBefore();
        var csv = PageCsv.of(
                part.page, part.order.stream().mapToInt(Integer::intValue).toArray(), rest);
        try {
            return new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn(
                            "COPY %s (%s, _reading, _settle_mark, _read_at) FROM STDIN (FORMAT csv)"
                                    .formatted(table.quoted(), columns),
                            new ByteArrayInputStream(csv));
        } catch (IOException failure) {
            throw new SQLException("the connection broke while a page was staged", "08006", failure);
        }
    }
}
