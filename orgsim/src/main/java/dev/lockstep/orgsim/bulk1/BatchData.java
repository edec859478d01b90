package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.ColumnDelimiter;
import dev.lockstep.orgsim.bulk.CsvRows;
import dev.lockstep.orgsim.bulk.DataRefused;
import dev.lockstep.orgsim.bulk.DataRow;
import dev.lockstep.orgsim.bulk.DataRows;
import dev.lockstep.orgsim.bulk.Saving;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The rows of one batch, in whichever format they came.
record BatchData(SimulatedOrg org, Saving saving, ContentType contentType, Path file) {
    private static final int MOST_ROWS = 10_000;

    /// How many rows there are. Looks at all of them.
    ///
    /// @throws DataRefused when none of them can be worked on
    long count() throws IOException {
        if (Files.size(file) == 0) {
            throw DataRefused.noRecords();
        }
        long rows = switch (contentType) {
            case CSV -> CsvRows.count(file, ColumnDelimiter.COMMA, Optional.empty());
            case XML, JSON -> countByReading();
        };
        if (rows == 0) {
            throw DataRefused.noRecords();
        }
        requireFew(rows);
        return rows;
    }

    private long countByReading() throws IOException {
        long rows = 0;
        try (DataRows data = open()) {
            for (List<DataRow> chunk = data.nextChunk(); !chunk.isEmpty(); chunk = data.nextChunk()) {
                rows += chunk.size();
            }
        }
        return rows;
    }

    /// A header is counted, whether or not the format has one.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_bulkapi.htm")
    @Assumed(reason = "The limit is documented, the words are in reports about a client; for XML and JSON believed")
    private static void requireFew(long rows) {
        if (rows > MOST_ROWS) {
            throw new DataRefused(
                    "InvalidBatch : Exceeded number of records : %d. Number of records should be less than or equal to %d"
                            .formatted(rows + 1, MOST_ROWS + 1));
        }
    }

    DataRows open() throws IOException {
        return switch (contentType) {
            case CSV -> CsvRows.open(org, saving, file, ColumnDelimiter.COMMA);
            case XML -> XmlRows.open(org, saving, file);
            case JSON -> JsonRows.open(org, saving, file);
        };
    }
}
