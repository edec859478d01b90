package dev.lockstep.orgsim.bulk;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.lockstep.orgsim.evidence.Assumed;
import java.io.OutputStream;

/// How results of jobs are written as CSV.
public final class ResultCsv {
    public static final String CONTENT_TYPE = "text/csv; charset=UTF-8";

    /// Small, since the encoder goes slower from the first letter outside of ASCII to the end of a buffer.
    private static final int BUFFER_CHARS = 1024;

    private ResultCsv() {}

    @Assumed(reason = "All cells are quoted, empty ones, too, as in the documents' examples and in traffic of clients")
    public static CsvWriter writer(OutputStream out, ColumnDelimiter delimiter, LineEnding ending) {
        return CsvWriter.builder()
                .fieldSeparator(delimiter.character())
                .lineDelimiter(
                        switch (ending) {
                            case LF -> LineDelimiter.LF;
                            case CRLF -> LineDelimiter.CRLF;
                        })
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .bufferSize(BUFFER_CHARS)
                .build(out);
    }
}
