package dev.lockstep.postgres.copy;

import dev.lockstep.postgres.Identifier;
import dev.lockstep.postgres.copy.CopyColumn.Constant;
import dev.lockstep.postgres.copy.CopyColumn.PageColumn;
import dev.lockstep.postgres.copy.CopyColumn.Source;
import dev.lockstep.rows.RowPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Copies pages into one table: rows whose cells all have an encoder that knows them in binary, the others as text. So
/// it is the server's own verdict on the org's own spelling that refuses a row, and it refuses no other.
///
/// Columns that aren't named get their defaults. The rows of a page may arrive in another order. A table must keep its
/// columns and types while this is used. Immutable, safe for several threads with a connection each.
public final class TableCopy {
    /// Large enough that a message's cost is nothing, small enough that the server works while the next is made.
    private static final int MESSAGE_BYTES = 1 << 16;

    private final String table;
    private final List<String> pageColumns;
    private final String constants;
    private final String copyText;
    private final String copyBinary;
    private final Optional<BinaryRows> binary;

    private TableCopy(String table, List<CopyColumn> columns) {
        this.table = table;
        this.pageColumns = columns.stream()
                .flatMap(column ->
                        column.source() instanceof PageColumn(String name) ? Stream.of(name) : Stream.<String>of())
                .toList();
        this.constants = columns.stream()
                .flatMap(column ->
                        column.source() instanceof Constant(String text) ? Stream.of(text) : Stream.<String>of())
                .map(text -> ",\"" + text.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining());
        var names = columns.stream()
                .map(column -> new Identifier(column.name()).quoted())
                .collect(Collectors.joining(", "));
        this.copyText = "COPY " + table + " (" + names + ") FROM STDIN (FORMAT csv)";
        this.copyBinary = "COPY " + table + " (" + names + ") FROM STDIN (FORMAT binary)";
        this.binary = BinaryRows.of(columns);
    }

    /// Looks the columns up in the catalog.
    ///
    /// @param qualifiedTable quoted, as SQL names it
    /// @param constants columns that get the same text in every row
    /// @throws SQLException also where the table or a column doesn't exist, with the SQLSTATE that says so
    public static TableCopy of(
            Connection connection, String qualifiedTable, List<Target> targets, Map<String, String> constants)
            throws SQLException {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("nothing of a page goes to " + qualifiedTable);
        }
        var sources = new LinkedHashMap<String, Source>();
        targets.forEach(target -> sources.put(target.column(), new PageColumn(target.pageColumn())));
        constants.forEach((column, text) -> sources.put(column, new Constant(text)));
        if (sources.size() < targets.size() + constants.size()) {
            throw new IllegalArgumentException("a column of " + qualifiedTable + " is filled twice: " + targets);
        }
        var columns = new ArrayList<>(TableColumns.find(connection, qualifiedTable, sources));
        columns.sort(Comparator.comparing(column -> column.source() instanceof Constant));
        return new TableCopy(qualifiedTable, columns);
    }

    /// Copies what the database takes, and says what it refused. The transaction stays usable.
    ///
    /// @param connection in a transaction of the caller's; commit it after a few pages, each is a subtransaction
    /// @throws SQLException for all that isn't the refusal of a row, such as a lost connection or a lock that isn't
    /// had; then the transaction is lost
    public CopyResult copy(Connection connection, RowPage page) throws SQLException {
        var halving = new Halving(connection, "the table " + table);
        var asText = new BitSet(page.rows());
        long copied = 0;
        if (binary.isPresent()) {
            var rows = new BinarySend(connection, binary.get(), page, asText);
            copied = halving.send(0, page.rows(), rows, (row, refused) -> asText.set(row));
        } else {
            asText.set(0, page.rows());
        }
        int[] rest = asText.stream().toArray();
        int[] positions = pageColumns.stream().mapToInt(page::column).toArray();
        var refusals = new ArrayList<RefusedRow>();
        copied += halving.send(
                0,
                rest.length,
                (first, end) -> sendText(
                        connection,
                        page.select(
                                IntStream.range(first, end).map(i -> rest[i]).toArray()),
                        positions),
                (number, refused) ->
                        refusals.add(new RefusedRow(rest[number], refused.sqlState(), refused.getMessage())));
        return new CopyResult(copied, refusals);
    }

    private long sendText(Connection connection, RowPage page, int[] positions) throws SQLException {
        byte[] csv = PageCsv.of(page, positions, constants);
        return copyIn(connection, copyText, copy -> copy.writeToCopy(csv, 0, csv.length));
    }

    private interface Writing {
        void to(CopyIn copy) throws SQLException;
    }

    private static long copyIn(Connection connection, String sql, Writing writing) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            writing.to(copy);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /// Sends rows in binary, and notes those that it left for the text.
    private final class BinarySend implements Halving.Send {
        private final Connection connection;
        private final BinaryRows binary;
        private final RowPage page;
        private final int[] positions;
        private final BitSet asText;
        private final CopyBuffer buffer = new CopyBuffer(2 * MESSAGE_BYTES);

        BinarySend(Connection connection, BinaryRows binary, RowPage page, BitSet asText) {
            this.connection = connection;
            this.binary = binary;
            this.page = page;
            this.positions = binary.positions(page);
            this.asText = asText;
        }

        @Override
        public long send(int first, int end) throws SQLException {
            return copyIn(connection, copyBinary, copy -> {
                buffer.truncate(0);
                binary.begin(buffer);
                for (int row = first; row < end; row++) {
                    if (!binary.put(page, positions, row, buffer)) {
                        asText.set(row);
                    }
                    if (buffer.size() >= MESSAGE_BYTES) {
                        flush(copy);
                    }
                }
                binary.end(buffer);
                flush(copy);
            });
        }

        private void flush(CopyIn copy) throws SQLException {
            copy.writeToCopy(buffer.bytes(), 0, buffer.size());
            buffer.truncate(0);
        }
    }
}
