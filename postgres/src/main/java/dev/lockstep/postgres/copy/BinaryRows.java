package dev.lockstep.postgres.copy;

import dev.lockstep.postgres.copy.CopyColumn.Constant;
import dev.lockstep.postgres.copy.CopyColumn.PageColumn;
import dev.lockstep.rows.RowPage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Writes rows as binary COPY reads them. Immutable.
final class BinaryRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int END = -1;
    private static final int NULL = -1;

    private final List<String> pageColumns;
    private final Encoder[] encoders;
    private final int fields;
    /// The fields that are the same in every row.
    private final byte[] constants;

    private BinaryRows(List<String> pageColumns, Encoder[] encoders, int fields, byte[] constants) {
        this.pageColumns = pageColumns;
        this.encoders = encoders;
        this.fields = fields;
        this.constants = constants;
    }

    /// Empty where a column's type has no encoder, or where none knows what a column gets in every row.
    ///
    /// @param columns those of the page first
    static Optional<BinaryRows> of(List<CopyColumn> columns) {
        if (columns.stream().anyMatch(column -> column.encoder().isEmpty())) {
            return Optional.empty();
        }
        var fromPage = columns.stream()
                .filter(column -> column.source() instanceof PageColumn)
                .toList();
        var constants = new CopyBuffer(Long.SIZE);
        for (var column : columns) {
            if (column.source() instanceof Constant(String text)) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                if (!column.encoder().orElseThrow().encode(utf8, 0, utf8.length, constants)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new BinaryRows(
                fromPage.stream()
                        .map(column -> ((PageColumn) column.source()).name())
                        .toList(),
                fromPage.stream().map(column -> column.encoder().orElseThrow()).toArray(Encoder[]::new),
                columns.size(),
                Arrays.copyOf(constants.bytes(), constants.size())));
    }

    void begin(CopyBuffer target) {
        target.put(SIGNATURE, 0, SIGNATURE.length);
        target.putInt(NO_FLAGS);
        target.putInt(NO_EXTENSION);
    }

    /// Puts a row; or puts nothing and returns false where an encoder doesn't know its cell.
    ///
    /// @param positions where the page has the columns
    boolean put(RowPage page, int[] positions, int row, CopyBuffer target) {
        int before = target.size();
        target.putShort(fields);
        for (int i = 0; i < encoders.length; i++) {
            int column = positions[i];
            if (page.isNull(row, column)) {
                target.putInt(NULL);
            } else if (!encoders[i].encode(page.bytes(), page.offset(row, column), page.length(row, column), target)) {
                target.truncate(before);
                return false;
            }
        }
        target.put(constants, 0, constants.length);
        return true;
    }

    void end(CopyBuffer target) {
        target.putShort(END);
    }

    int[] positions(RowPage page) {
        return pageColumns.stream().mapToInt(page::column).toArray();
    }
}
