package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Operation;
import dev.lockstep.model.EntryEvent;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.log.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What writing does next: which entries need no call, and at most one call.
record Plan(List<Dismissed> dismissed, Optional<Call> call) {
    Plan {
        dismissed = List.copyOf(dismissed);
    }

    /// @param event as in [dev.lockstep.postgres.log.Dismissal]
    record Dismissed(Entry entry, EntryEvent event, String message) {}

    /// One call to be. Records that can't be sent travel along in the attempt, so that their entries are
    /// settled with it.
    record Call(Operation operation, List<Planned> records, List<Refused> refused) {
        Call {
            records = List.copyOf(records);
            refused = List.copyOf(refused);
        }

        List<Long> entryIds() {
            var ids = new ArrayList<Long>();
            records.forEach(record -> ids.add(record.entry().id()));
            refused.forEach(record -> ids.add(record.entry().id()));
            return ids;
        }
    }

    record Planned(Entry entry, Mapping mapping, Intent.Send intent) {}

    record Refused(Entry entry, Mapping mapping, Intent.Refuse intent) {}
}
