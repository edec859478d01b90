package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// CSV as the rows of a job or batch.
public final class CsvRows implements DataRows {
    private final IngestFile file;
    private final IngestColumns columns;

    private CsvRows(IngestFile file, IngestColumns columns) {
        this.file = file;
        this.columns = columns;
    }

    /// How many rows there are, without the header.
    ///
    /// @param ending the only one that rows may have, where there is such
    /// @throws DataRefused when it is no CSV that an org would take
    public static long count(Path csv, ColumnDelimiter delimiter, Optional<LineEnding> ending) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(csv))) {
            return Math.max(0, CsvCheck.rows(in, delimiter, ending) - 1);
        }
    }

    /// Begins to read what was counted before.
    ///
    /// @throws DataRefused when the header doesn't fit
    public static CsvRows open(SimulatedOrg org, Saving saving, Path csv, ColumnDelimiter delimiter)
            throws IOException {
        IngestFile file = IngestFile.open(csv, delimiter);
        try {
            return new CsvRows(file, IngestColumns.read(org, saving, file.header()));
        } catch (DataRefused refused) {
            file.close();
            throw refused;
        }
    }

    @Override
    public List<DataRow> nextChunk() {
        return file.nextChunk().stream().map(columns::row).toList();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
