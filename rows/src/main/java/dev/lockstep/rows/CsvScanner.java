package dev.lockstep.rows;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Finds the cells of records in a window of the input. A record that the window doesn't hold to its end is answered
/// with [#INCOMPLETE] and leaves no trace: it is scanned again from its beginning in a larger window.
final class CsvScanner {
    static final int INCOMPLETE = -1;

    private byte[] bytes = new byte[0];
    private int limit;
    private boolean atEndOfInput;
    private long record;

    private int[] layout = new int[0];
    private int width;

    /// Cells of the record at hand that hold doubled quotes.
    private int[] doubled = new int[0];

    private int doubledCount;

    /// What [#cell(int)] found.
    private int cellStart;

    private int cellEnd;
    private boolean cellIsQuoted;
    private boolean cellHasDoubledQuotes;

    /// @param limit where the window ends
    /// @param atEndOfInput whether nothing comes behind it
    void window(byte[] bytes, int limit, boolean atEndOfInput) {
        this.bytes = bytes;
        this.limit = limit;
        this.atEndOfInput = atEndOfInput;
    }

    /// Reads the header into `names`.
    ///
    /// @return where the first record begins, or [#INCOMPLETE]
    int header(int from, List<String> names) {
        int at = from;
        while (true) {
            at = cell(at);
            if (at == INCOMPLETE) {
                return INCOMPLETE;
            }
            var name = new String(bytes, cellStart, cellEnd - cellStart, StandardCharsets.UTF_8);
            names.add(cellHasDoubledQuotes ? name.replace("\"\"", "\"") : name);
            if (at == limit || bytes[at] != ',') {
                return lineEnd(at);
            }
            at++;
        }
    }

    /// Says which cells are wanted, once the header is known.
    ///
    /// @param layout for each cell of a record, which column of the page it is, or [CsvHeader#NOT_WANTED]
    /// @param width how many columns the page has
    void want(int[] layout, int width) {
        this.layout = layout;
        this.width = width;
        doubled = new int[width];
        record = 1;
    }

    /// Adds the wanted cells of the record to `cells`.
    ///
    /// @return where the next record begins, or [#INCOMPLETE]
    int record(int from, CellSlices cells) {
        cells.reserve(width);
        doubledCount = 0;
        int at = from;
        int count = 0;
        while (true) {
            at = cell(at);
            if (at == INCOMPLETE) {
                return INCOMPLETE;
            }
            if (count == layout.length) {
                throw malformed("it has more cells than the header, which has " + layout.length);
            }
            take(layout[count], cells);
            count++;
            if (at == limit || bytes[at] != ',') {
                break;
            }
            at++;
        }
        int next = lineEnd(at);
        if (next != INCOMPLETE) {
            if (count < layout.length) {
                throw malformed("it has " + count + " cells where the header has " + layout.length);
            }
            complete(cells);
        }
        return next;
    }

    private void take(int column, CellSlices cells) {
        if (column != CsvHeader.NOT_WANTED) {
            int slot = cells.count() + column;
            int length = cellEnd - cellStart;
            cells.set(slot, cellStart, length == 0 ? CellSlices.NULL : length);
            if (cellHasDoubledQuotes) {
                doubled[doubledCount] = slot;
                doubledCount++;
            }
        }
    }

    private void complete(CellSlices cells) {
        for (int i = 0; i < doubledCount; i++) {
            int offset = cells.offset(doubled[i]);
            cells.set(doubled[i], offset, halveQuotes(offset, cells.length(doubled[i])));
        }
        cells.addReserved(width);
        record++;
    }

    /// Makes doubled quotes single where they stand, and returns how long the cell is then.
    private int halveQuotes(int offset, int length) {
        int end = offset + length;
        int written = offset;
        for (int read = offset; read < end; read++) {
            if (bytes[read] == '"') {
                read++;
            }
            bytes[written] = bytes[read];
            written++;
        }
        return written - offset;
    }

    /// Finds the cell that begins at `at`.
    ///
    /// @return where it ends, which may be the window's limit at the input's end only; or [#INCOMPLETE]
    private int cell(int at) {
        cellHasDoubledQuotes = false;
        cellIsQuoted = at < limit && bytes[at] == '"';
        if (cellIsQuoted) {
            return quotedCell(at);
        }
        int end = ByteSearch.structure(bytes, at, limit);
        if (end == limit && !atEndOfInput) {
            return INCOMPLETE;
        }
        if (end < limit && bytes[end] == '"') {
            throw malformed("a quote stands inside a cell that doesn't begin with one");
        }
        cellStart = at;
        cellEnd = end;
        return end;
    }

    private int quotedCell(int at) {
        int close = at + 1;
        while (true) {
            close = ByteSearch.quote(bytes, close, limit);
            if (close >= limit - 1 && !atEndOfInput) {
                return INCOMPLETE;
            }
            if (close == limit) {
                throw malformed("a quote is never closed");
            }
            if (close == limit - 1 || bytes[close + 1] != '"') {
                cellStart = at + 1;
                cellEnd = close;
                return close + 1;
            }
            cellHasDoubledQuotes = true;
            close += 2;
        }
    }

    /// What the last cell of a record has to be followed by. Only a closing quote proves an input whole that ends
    /// without a line break.
    private int lineEnd(int at) {
        if (at == limit) {
            if (!cellIsQuoted) {
                throw malformed("the input ends within it, or without the line break that would tell that it doesn't");
            }
            return at;
        }
        if (bytes[at] == '\n') {
            return at + 1;
        }
        if (bytes[at] != '\r') {
            throw malformed("text stands behind a closing quote");
        }
        if (at + 1 == limit && !atEndOfInput) {
            return INCOMPLETE;
        }
        if (at + 1 == limit || bytes[at + 1] != '\n') {
            throw malformed("a carriage return without line feed stands outside of quotes");
        }
        return at + 2;
    }

    MalformedCsv malformed(String what) {
        return new MalformedCsv(record, what);
    }
}
