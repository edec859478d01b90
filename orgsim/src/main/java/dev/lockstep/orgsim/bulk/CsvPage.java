package dev.lockstep.orgsim.bulk;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.Body;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.RowView;
import dev.lockstep.orgsim.org.SelectedColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// A page of results as CSV, with its header. Rows are made while they are written, and none is held.
///
/// @param version that the rows are asked for by
public record CsvPage(
        QueryAnswer answer, ApiVersion version, ColumnDelimiter delimiter, LineEnding ending, long offset, long rows)
        implements Body {
    private static final int FIRST_IN_ORDER_OF_SELECT = 50;

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        int[] order = order(answer.columns(), version);
        try {
            CsvWriter csv = ResultCsv.writer(out, delimiter, ending);
            writeHeader(csv, order);
            for (Iterator<RowView> views = answer.views(offset, rows); views.hasNext(); ) {
                writeRow(csv, views.next(), order);
            }
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Assumed(reason = "Columns are named as the query writes them, with the path to a parent's field")
    private void writeHeader(CsvWriter csv, int[] order) {
        CsvWriter.CsvWriterRecord header = csv.writeRecord();
        for (int column : order) {
            header.writeField(answer.columns().get(column).written());
        }
        header.endRecord();
    }

    private static void writeRow(CsvWriter csv, RowView row, int[] order) {
        CsvWriter.CsvWriterRecord cells = csv.writeRecord();
        for (int column : order) {
            cells.writeField(CsvText.of(row.value(column)));
        }
        cells.endRecord();
    }

    /// Which column stands at which place.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_job_results.htm")
    private static int[] order(List<SelectedColumn> columns, ApiVersion version) {
        IntStream places = IntStream.range(0, columns.size());
        return version.isAtLeast(FIRST_IN_ORDER_OF_SELECT)
                ? places.toArray()
                : places.boxed()
                        .sorted(Comparator.comparing(place -> columns.get(place).written()))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }
}
