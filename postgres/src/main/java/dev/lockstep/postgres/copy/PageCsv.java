package dev.lockstep.postgres.copy;

import dev.lockstep.rows.RowPage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes a page as the CSV that COPY reads: null is nothing at all, all else stands in quotes, so that an empty text
/// stays one.
public final class PageCsv {
    private static final int FIRST_BYTES = 8_192;

    private PageCsv() {}

    /// The lines of a page, in its order.
    ///
    /// @param columns the page's columns to write, in this order
    /// @param rest what stands at the end of each line, beginning with its comma
    public static byte[] of(RowPage page, int[] columns, String rest) {
        var bytes = page.bytes();
        var end = (rest + "\n").getBytes(StandardCharsets.UTF_8);
        var csv = new CopyBuffer(FIRST_BYTES);
        for (int row = 0; row < page.rows(); row++) {
            for (int i = 0; i < columns.length; i++) {
                if (i > 0) {
                    csv.put((byte) ',');
                }
                if (!page.isNull(row, columns[i])) {
                    quoted(csv, bytes, page.offset(row, columns[i]), page.length(row, columns[i]));
                }
            }
            csv.put(end, 0, end.length);
        }
        return Arrays.copyOf(csv.bytes(), csv.size());
    }

    private static void quoted(CopyBuffer csv, byte[] bytes, int offset, int length) {
        csv.put((byte) '"');
        int written = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '"') {
                csv.put(bytes, written, i + 1 - written);
                written = i;
            }
        }
        csv.put(bytes, written, offset + length - written);
        csv.put((byte) '"');
    }
}
