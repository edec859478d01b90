package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Change;
import dev.lockstep.engine.content.Operation;
import dev.lockstep.model.EntryEvent;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What writing does next: which entries need no call, and calls in the order in which they are made. A
/// later call may count on the earlier ones: where one of them doesn't succeed as a whole, the rest of
/// the plan is void.
record Plan(List<Dismissed> dismissed, List<Call> calls) {
    Plan {
        dismissed = List.copyOf(dismissed);
        calls = List.copyOf(calls);
    }

    boolean isEmpty() {
        return dismissed.isEmpty() && calls.isEmpty();
    }

    /// @param event as in [dev.lockstep.postgres.log.Dismissal]
    record Dismissed(Entry entry, EntryEvent event, String message) {
        static List<Dismissed> all(Change change, EntryEvent event, String message) {
            return change.entries().stream()
                    .map(entry -> new Dismissed(entry, event, message))
                    .toList();
        }
    }

    /// One call to be. Records that can't be sent travel along in the attempt, so that their entries are
    /// settled with it.
    record Call(Transport transport, Operation operation, List<Planned> records, List<Refused> refused) {
        Call {
            records = List.copyOf(records);
            refused = List.copyOf(refused);
        }

        List<Long> entryIds() {
            var ids = new ArrayList<Long>();
            records.forEach(record -> ids.addAll(record.change().entryIds()));
            refused.forEach(record -> ids.addAll(record.change().entryIds()));
            return ids;
        }
    }

    /// @param omitted columns that are sent later, since what they refer to is made after this
    record Planned(Change change, Mapping mapping, Intent.Send intent, Set<String> omitted) {
        Planned {
            omitted = Set.copyOf(omitted);
        }

        /// The entry that stands for the change.
        Entry entry() {
            return change.net();
        }
    }

    record Refused(Change change, Mapping mapping, Intent.Refuse intent) {
        Entry entry() {
            return change.net();
        }
    }
}
