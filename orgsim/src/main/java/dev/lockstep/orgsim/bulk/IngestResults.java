package dev.lockstep.orgsim.bulk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Body;
import dev.lockstep.orgsim.org.RecordId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Rows of an ingest job that has ended, as CSV: those that were saved, or refused, or never worked on. They are read
/// from the job's data while they are written, and none is held.
///
/// @param file the job's data
record IngestResults(IngestJob job, Path file, IngestResource.Part part) implements Body {
    private static final List<String> SUCCESSFUL_COLUMNS = List.of("sf__Id", "sf__Created");
    private static final List<String> FAILED_COLUMNS = List.of("sf__Id", "sf__Error");
    private static final int FIRST_WITH_IDS_OF_FAILURES = 53;

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (!job.isUploaded()) {
            return;
        }
        if (part == IngestResource.Part.UNPROCESSED && job.saved().count() == 0) {
            // As it came: it may be no CSV at all.
            Files.copy(file, out);
            return;
        }
        IngestRequest request = job.origin().request();
        try (IngestFile data = IngestFile.open(file, request.columnDelimiter())) {
            CsvWriter csv = ResultCsv.writer(out, request.columnDelimiter(), request.lineEnding());
            writeAll(data, csv);
            csv.flush();
        } catch (CsvParseException e) {
            // Nothing was saved of what is no CSV: only the columns of our own are left.
            CsvWriter csv = ResultCsv.writer(out, request.columnDelimiter(), request.lineEnding());
            csv.writeRecord(part == IngestResource.Part.FAILED ? FAILED_COLUMNS : SUCCESSFUL_COLUMNS);
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_successful_results.htm")
    private void writeAll(IngestFile data, CsvWriter csv) {
        List<String> header = data.header();
        switch (part) {
            case SUCCESSFUL -> write(csv, header.size(), SUCCESSFUL_COLUMNS, header);
            case FAILED -> write(csv, header.size(), FAILED_COLUMNS, header);
            case UNPROCESSED -> write(csv, header.size(), List.of(), header);
        }
        for (int index = 0; index < job.saved().count(); index++) {
            writeChunk(csv, header, data.nextChunk(), job.saved().outcomes(index));
        }
        if (part == IngestResource.Part.UNPROCESSED) {
            for (List<List<String>> chunk = data.nextChunk(); !chunk.isEmpty(); chunk = data.nextChunk()) {
                chunk.forEach(row -> write(csv, header.size(), List.of(), row));
            }
        }
    }

    private void writeChunk(CsvWriter csv, List<String> header, List<List<String>> rows, List<RowOutcome> outcomes) {
        for (int index = 0; index < outcomes.size(); index++) {
            List<String> row = rows.get(index);
            switch (outcomes.get(index)) {
                case RowOutcome.Saved(String id, boolean created) -> {
                    if (part == IngestResource.Part.SUCCESSFUL) {
                        write(csv, header.size(), List.of(id, Boolean.toString(created)), row);
                    }
                }
                case RowOutcome.Refused refused -> {
                    if (part == IngestResource.Part.FAILED) {
                        write(csv, header.size(), List.of(idOf(header, row), refused.text()), row);
                    }
                }
            }
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_failed_results.htm")
    @Assumed(reason = "The Id is what the row tells, and empty where it tells none, or before that version")
    private String idOf(List<String> header, List<String> row) {
        if (!job.origin().version().isAtLeast(FIRST_WITH_IDS_OF_FAILURES)) {
            return "";
        }
        for (int place = 0; place < header.size() && place < row.size(); place++) {
            if (header.get(place).equalsIgnoreCase("Id")) {
                return RecordId.parse(row.get(place).trim())
                        .map(RecordId::text18)
                        .orElse("");
            }
        }
        return "";
    }

    /// @param columns of the header: a row with more or fewer cells is made to fit, so that every reader can read it
    private static void write(CsvWriter csv, int columns, List<String> first, List<String> row) {
        List<String> cells = new ArrayList<>(first);
        cells.addAll(row.subList(0, Math.min(columns, row.size())));
        for (int place = row.size(); place < columns; place++) {
            cells.add("");
        }
        csv.writeRecord(cells);
    }
}
