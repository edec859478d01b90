package dev.lockstep.postgres.merge;

import dev.lockstep.rows.RowPage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a page as the CSV that COPY reads: null is nothing at all, all else stands in quotes, so that an empty text
/// stays one.
public final class PageCsv {
    private PageCsv() {}

    /// The lines of a page, in its order.
    ///
    /// @param columns the page's columns to write, in this order
    /// @param rest what stands at the end of each line, beginning with its comma
    public static byte[] of(RowPage page, int[] columns, String rest) {
        var bytes = page.bytes();
        var end = (rest + "\n").getBytes(StandardCharsets.UTF_8);
        var csv = new ByteArrayOutputStream(bytes.length + page.rows() * (columns.length * 3 + end.length));
        for (int row = 0; row < page.rows(); row++) {
            for (int i = 0; i < columns.length; i++) {
                if (i > 0) {
                    csv.write(',');
                }
                if (!page.isNull(row, columns[i])) {
                    quoted(csv, bytes, page.offset(row, columns[i]), page.length(row, columns[i]));
                }
            }
            csv.write(end, 0, end.length);
        }
        return csv.toByteArray();
    }

    private static void quoted(ByteArrayOutputStream csv, byte[] bytes, int offset, int length) {
        csv.write('"');
        int written = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '"') {
                csv.write(bytes, written, i + 1 - written);
                written = i;
            }
        }
        csv.write(bytes, written, offset + length - written);
        csv.write('"');
    }
}
