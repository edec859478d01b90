package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.org.ChangeOrigin;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Saves rows of a job or batch together, and writes down with them what became of each.
///
/// @param work the number of the job or batch
/// @param version of the API
public record ChunkSaver(SimulatedOrg org, long work, String userId, ApiVersion version, Saving saving) {
    /// One transaction.
    public ChunkNote save(List<DataRow> rows) {
        var notes = new ArrayList<ChunkNote>();
        var origin = ChangeOrigin.of(ChangeOrigin.Protocol.BULK, version.toString(), Optional.empty());
        origin.during(() -> saving.conditions()
                .during(() -> org.saveNoted(user(), saving.batch(records(rows)), outcomes -> {
                    notes.add(new ChunkNote(work, merged(rows, outcomes)));
                    return notes.getLast().text();
                })));
        return notes.getLast();
    }

    private OrgUser user() {
        return org.user(userId).orElseThrow();
    }

    /// Opens the rows as the user sees the org: a field that is hidden from them is no column.
    public <T extends DataRows> T asUser(Opening<T> opening) throws IOException {
        try {
            return org.as(user(), () -> {
                try {
                    return opening.open();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Opens the rows of a job or batch.
    public interface Opening<T extends DataRows> {
        T open() throws IOException;
    }

    private static List<InputRecord> records(List<DataRow> rows) {
        List<InputRecord> records = new ArrayList<>();
        for (DataRow row : rows) {
            if (row instanceof DataRow.Fitting(InputRecord record)) {
                records.add(record);
            }
        }
        return records;
    }

    private static List<RowOutcome> merged(List<DataRow> rows, List<SaveOutcome> outcomes) {
        Iterator<SaveOutcome> saved = outcomes.iterator();
        return rows.stream()
                .map(row -> switch (row) {
                    case DataRow.Fitting _ -> RowOutcome.of(saved.next());
                    case DataRow.Misfit(RowOutcome.Refused why) -> why;
                })
                .toList();
    }
}
