package dev.lockstep.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Reads CSV (RFC 4180, UTF-8, commas) into pages, one after the other, without making a cell into an object.
///
/// A page holds the bytes as they were read, about as many as asked for, so that memory stays bounded however large
/// the input is. An empty cell is null, quoted or not. Lines end with LF or CRLF; the last line may end without where
/// its last cell is quoted, as an org's are. Bytes that aren't UTF-8 pass: who uses the cell judges them. Not safe for
/// several threads.
public final class CsvPages {
    private static final int PAGE_BYTES = 1 << 20;
    /// An org's longest text has 131,072 characters; this is beyond any record of its.
    private static final int LONGEST_RECORD_BYTES = 10 << 20;

    private final InputStream input;
    private final List<String> columns;
    private final int pageBytes;
    private final int longestRecordBytes;
    private final CsvScanner scanner = new CsvScanner();

    private byte[] buffer;
    private int limit;
    private int position;
    private boolean inputEnded;
    private boolean headerRead;
    private boolean broken;
    private int cellsOfLastPage;
    private long records;
    private long bytes;

    /// @param columns which columns are wanted, by the header's names, whatever their case; others are left out
    public CsvPages(InputStream input, List<String> columns) {
        this(input, columns, PAGE_BYTES);
    }

    /// @param pageBytes how many bytes of the input are made into a page; a longer record gets a page of its own
    public CsvPages(InputStream input, List<String> columns, int pageBytes) {
        this(input, columns, pageBytes, LONGEST_RECORD_BYTES);
    }

    CsvPages(InputStream input, List<String> columns, int pageBytes, int longestRecordBytes) {
        if (columns.isEmpty() || different(columns) < columns.size()) {
            throw new IllegalArgumentException("not a list of different columns: " + columns);
        }
        if (pageBytes < 1) {
            throw new IllegalArgumentException("a page has at least one byte, not " + pageBytes);
        }
        this.input = input;
        this.columns = List.copyOf(columns);
        this.pageBytes = pageBytes;
        this.longestRecordBytes = Math.max(longestRecordBytes, pageBytes);
        this.buffer = new byte[pageBytes];
    }

    private static int different(List<String> columns) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(columns);
        return names.size();
    }

    /// The next page, with at least one row; empty after the last one. Waits for as much input as makes a page.
    ///
    /// @throws MalformedCsv for what is no sound CSV with the wanted columns; sound rows just before it may be lost
    /// @throws IllegalStateException after an earlier exception: nobody knows any more where the input stands
    public Optional<RowPage> next() throws IOException {
        if (broken) {
            throw new IllegalStateException("the CSV couldn't be read further than " + records + " records");
        }
        broken = true;
        if (!headerRead) {
            readHeader();
        }
        var page = readPage();
        broken = false;
        return page;
    }

    private void readHeader() throws IOException {
        var header = new ArrayList<String>();
        fill();
        int next = scanner.header(position, header);
        while (next == CsvScanner.INCOMPLETE) {
            renew();
            fill();
            header.clear();
            next = scanner.header(position, header);
        }
        scanner.want(CsvHeader.layout(header, columns), columns.size());
        position = next;
        bytes = next;
        headerRead = true;
    }

    private Optional<RowPage> readPage() throws IOException {
        var cells = new CellSlices(cellsOfLastPage);
        while (true) {
            fill();
            int end = scan(cells);
            if (cells.count() > 0) {
                var page = cells.page(columns, buffer);
                cellsOfLastPage = cells.count();
                records += page.rows();
                bytes += end - position;
                position = end;
                renew();
                return Optional.of(page);
            }
            if (inputEnded) {
                return Optional.empty();
            }
            renew();
        }
    }

    /// Scans all records that the buffer holds whole, and returns where the rest begins.
    private int scan(CellSlices cells) {
        int at = position;
        while (at < limit) {
            int next = scanner.record(at, cells);
            if (next == CsvScanner.INCOMPLETE) {
                break;
            }
            at = next;
        }
        return at;
    }

    private void fill() throws IOException {
        if (!inputEnded) {
            int wanted = buffer.length - limit;
            int read = input.readNBytes(buffer, limit, wanted);
            limit += read;
            inputEnded = read < wanted;
        }
        scanner.window(buffer, limit, inputEnded);
    }

    /// Takes a new buffer that begins with what is left of the old one, larger where that filled the old one.
    private void renew() {
        int rest = limit - position;
        int capacity = Math.max(rest, pageBytes);
        if (rest == buffer.length) {
            if (rest == longestRecordBytes) {
                throw scanner.malformed("it has more than " + longestRecordBytes + " bytes");
            }
            capacity = Math.min(longestRecordBytes, Math.multiplyExact(rest, 2));
        }
        var next = new byte[capacity];
        System.arraycopy(buffer, position, next, 0, rest);
        buffer = next;
        limit = rest;
        position = 0;
    }

    /// How many records the pages so far held.
    public long records() {
        return records;
    }

    /// How many bytes of the input the header and the pages so far took.
    public long bytes() {
        return bytes;
    }
}
