package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Saves rows of a job or batch together, and writes down with them what became of each.
///
/// @param work the number of the job or batch
public record ChunkSaver(SimulatedOrg org, long work, String userId, Saving saving) {
    /// One transaction.
    public ChunkNote save(List<DataRow> rows) {
        OrgUser user = org.user(userId).orElseThrow();
        var notes = new ArrayList<ChunkNote>();
        org.saveNoted(user, saving.batch(records(rows)), outcomes -> {
            notes.add(new ChunkNote(work, merged(rows, outcomes)));
            return notes.getFirst().text();
        });
        return notes.getFirst();
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
