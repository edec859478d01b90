package dev.lockstep.orgsim.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceFolder;
import dev.lockstep.orgsim.source.SourceRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A CSV file while it is read, a row at a time. Whatever is wrong in it is refused with its line.
final class CsvFile implements AutoCloseable {
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    /// How the library says where a row begins that it can't read.
    private static final Pattern PLACE = Pattern.compile("(.*?) \\(record starting at line (\\d+)\\)");

    private final SourceFile file;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> rows;
    private final CsvRecord header;
    private long line = 1;

    private CsvFile(SourceFile file, BufferedReader text) {
        this.file = file;
        this.reader = CsvReader.builder()
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text);
        this.rows = reader.iterator();
        if (!hasNext()) {
            throw file.refused("the file is empty: it begins with the names of fields");
        }
        this.header = reading(rows::next);
    }

    /// Closes the content when it is closed itself.
    static CsvFile open(SourceFile file, InputStream content) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var text = new BufferedReader(new InputStreamReader(content, decoder));
        try {
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
        } catch (CharacterCodingException _) {
            throw notUtf8(file, 1);
        } catch (IOException failure) {
            throw SourceFolder.unreadable(file.name(), failure);
        }
        return new CsvFile(file, text);
    }

    List<String> header() {
        return header.getFields();
    }

    long headerLine() {
        return header.getStartingLineNumber();
    }

    boolean hasNext() {
        return reading(rows::hasNext);
    }

    /// The next row, which has a cell for each name of the header.
    CsvRow next() {
        var row = reading(rows::next);
        line = row.getStartingLineNumber();
        if (row.getFieldCount() != header.getFieldCount()) {
            throw file.refused(
                    line,
                    "the row has %d cells where the header has %d: correct it"
                            .formatted(row.getFieldCount(), header.getFieldCount()));
        }
        return new CsvRow(line, row.getFields());
    }

    private <T> T reading(Supplier<T> step) {
        try {
            return step.get();
        } catch (CsvParseException malformed) {
            throw malformed(malformed);
        } catch (UncheckedIOException failure) {
            throw unread(Objects.requireNonNull(failure.getCause()));
        }
    }

    private SourceRefused unread(IOException failure) {
        return failure instanceof CharacterCodingException
                ? notUtf8(file, line)
                : SourceFolder.unreadable(file.name(), failure);
    }

    private SourceRefused malformed(CsvParseException malformed) {
        var message = String.valueOf(malformed.getMessage());
        if (malformed.getCause() instanceof CharacterCodingException) {
            return notUtf8(file, line);
        }
        var place = PLACE.matcher(message);
        return place.matches()
                ? file.refused(Long.parseLong(place.group(2)), "no sound CSV (" + place.group(1) + "): correct it")
                : file.refused(line, "behind this line is no sound CSV (" + message + "): correct it");
    }

    /// What comes next is decoded ahead of the rows, so that no closer place is known.
    private static SourceRefused notUtf8(SourceFile file, long line) {
        return file.refused(line, "here or further down is text that isn't UTF-8: save the file as UTF-8");
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException failure) {
            throw SourceFolder.unreadable(file.name(), failure);
        }
    }
}
