package dev.lockstep.salesforce;

import dev.lockstep.rows.CsvPages;
import dev.lockstep.rows.MalformedCsv;
import dev.lockstep.rows.RowPage;
import dev.lockstep.salesforce.http.HttpStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The records of one part of a bulk query's result, handed out while they arrive, so that no part is too large. For
/// one thread at a time.
public final class BulkRows implements AutoCloseable {
    static final String CONCERNS = "result of a bulk query";

    private final HttpStream answer;
    private final CsvPages pages;

    BulkRows(HttpStream answer, List<String> columns, int chunkBytes) {
        this.answer = answer;
        this.pages = new CsvPages(answer.body(), columns, chunkBytes);
    }

    /// The next records; empty after the last one. Throws [OrgFailure] where the answer breaks off, isn't sound, or has
    /// another number of records than the org says.
    public Optional<RowPage> next() {
        try {
            var page = pages.next();
            if (page.isEmpty()) {
                checkNumber();
            }
            return page;
        } catch (MalformedCsv unsound) {
            throw Refusals.unreadable(CONCERNS, unsound);
        } catch (IOException broken) {
            throw Refusals.broken(CONCERNS, broken);
        }
    }

    private void checkNumber() {
        var told = answer.header("Sforce-NumberOfRecords").map(String::strip);
        var read = Long.toString(pages.records());
        if (told.isPresent() && !told.get().equals(read)) {
            throw Refusals.classified(
                    CONCERNS,
                    OrgFailure.UNREADABLE_ANSWER,
                    "it holds " + read + " records where the org says " + told.get());
        }
    }

    /// Of the result's own text, unpacked.
    public long bytesRead() {
        return pages.bytes();
    }

    @Override
    public void close() {
        try {
            answer.close();
        } catch (IOException alreadyBroken) {
            // Nothing is read from it any more.
        }
    }
}
