package dev.lockstep.engine.write;

import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.RecordKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Remembers which transactions changed a record more than once. Such a record is read back after sending:
/// only there can capture have missed a change (a trigger on one row that updates another row of the same
/// statement). Used by one thread; forgets the oldest, which costs nothing but a read-back.
final class RestlessRecords {
    private static final int MOST = 20_000;

    private record Change(RecordKey record, long transaction) {}

    private final Set<Long> seen = new HashSet<>();
    private final Map<Change, Integer> changes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Change, Integer> eldest) {
            return size() > MOST;
        }
    };

    void note(List<Entry> waiting) {
        var ids = new HashSet<Long>();
        for (var entry : waiting) {
            ids.add(entry.id());
            if (seen.add(entry.id())) {
                changes.merge(change(entry), 1, Integer::sum);
            }
        }
        // Entries that don't wait any more never come again under the same id.
        seen.retainAll(ids);
    }

    boolean isRestless(Entry entry) {
        return changes.getOrDefault(change(entry), 1) > 1;
    }

    private static Change change(Entry entry) {
        return new Change(new RecordKey(entry.table(), entry.recordId()), entry.txid());
    }
}
