package dev.lockstep.orgsim.org;

import java.util.List;
import java.util.Optional;

/// What one call changed: the final form of each record, and where its objects' numbers go on.
///
/// @param origin in the first commit of a journal
/// @param note what was written down beside the records, by a commit of its own
/// @param circumstances of the changes, which their events tell
/// @param outcomes what the caller wrote down of its records' outcomes, together with what it changed
record Commit(
        Optional<Origin> origin,
        List<Counter> counters,
        List<StoredRecord> records,
        Optional<Circumstances> circumstances,
        Optional<String> note,
        Optional<String> outcomes) {
    /// The next numbers of one object.
    record Counter(String object, long nextNumber, long nextAutoNumber) {}

    static Commit of(Transaction transaction, SaveWay way, Optional<String> outcomes) {
        var counters = transaction.changedTables().stream()
                .map(table -> new Counter(table.definition().name(), table.nextNumber(), table.nextAutoNumber()))
                .toList();
        return new Commit(
                Optional.empty(),
                counters,
                transaction.changes(),
                Optional.of(transaction.circumstances(way)),
                Optional.empty(),
                outcomes);
    }

    static Commit ofRecords(List<Counter> counters, List<StoredRecord> records) {
        return new Commit(Optional.empty(), counters, records, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Commit begins(Origin origin) {
        return new Commit(
                Optional.of(origin), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Commit notes(String text) {
        return new Commit(
                Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.of(text), Optional.empty());
    }

    OrgState applyTo(OrgState before) {
        var state = before;
        for (var record : records) {
            state = state.with(state.table(record.object()).with(record));
        }
        for (var counter : counters) {
            var table = state.table(state.schema().object(counter.object()).orElseThrow());
            state = state.with(table.counting(counter.nextNumber(), counter.nextAutoNumber()));
        }
        return state;
    }
}
