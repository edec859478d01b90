package dev.lockstep.orgsim.bulk;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The data of an ingest job while it is read, a row at a time.
final class IngestFile implements AutoCloseable {
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> rows;
    private final List<String> header;

    private IngestFile(CsvReader<CsvRecord> reader) {
        this.reader = reader;
        this.rows = reader.iterator();
        this.header = rows.hasNext() ? rows.next().getFields() : List.of();
    }

    static IngestFile open(Path file, ColumnDelimiter delimiter) throws IOException {
        return new IngestFile(CsvReader.builder()
                .fieldSeparator(delimiter.character())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file));
    }

    List<String> header() {
        return header;
    }

    /// The rows behind those that were read; none at the end.
    List<List<String>> nextChunk() {
        List<List<String>> chunk = new ArrayList<>();
        while (chunk.size() < DataRows.CHUNK_ROWS && rows.hasNext()) {
            chunk.add(rows.next().getFields());
        }
        return chunk;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
