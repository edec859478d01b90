package dev.lockstep.engine.content;

import dev.lockstep.model.Action;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.RowStatus;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.RecordKey;
import dev.lockstep.postgres.log.Settlement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What goes to the org for one row: an entry, or several of the same row as one.
///
/// @param net what is asked of the org. Its number is that of the entry that stands for all of them in
///     the log: the others are merged into that one
/// @param entries in the order of capture
public record Change(Entry net, List<Entry> entries) {
    private static final String SFID = "sfid";

    public Change {
        entries = List.copyOf(entries);
    }

    public static Change of(Entry single) {
        return new Change(single, List.of(single));
    }

    /// The effect of all of them together.
    ///
    /// @param entries of one row, in the order of capture; a deletion can only be the last
    public static Change of(List<Entry> entries) {
        var last = entries.getLast();
        if (entries.size() == 1) {
            return of(last);
        }
        var carrier = last.action() == Action.DELETE
                ? last
                : entries.reversed().stream()
                        .filter(entry -> entry.action() == Action.INSERT)
                        .findFirst()
                        .orElse(last);
        return new Change(net(carrier, entries), entries);
    }

    private static Entry net(Entry carrier, List<Entry> entries) {
        var values = new LinkedHashMap<String, Optional<String>>();
        var old = new LinkedHashMap<String, Optional<String>>();
        Optional<RecordId> record = Optional.empty();
        for (var entry : entries) {
            if (carrier.action() != Action.DELETE) {
                overlay(entry, values);
            }
            entry.old().forEach(old::putIfAbsent);
            record = entry.sfid().isPresent() ? entry.sfid() : record;
        }
        return new Entry(
                carrier.id(),
                carrier.action(),
                carrier.table(),
                carrier.recordId(),
                record,
                values,
                old,
                carrier.txid(),
                carrier.createdAt(),
                carrier.standing());
    }

    /// An application that sets `sfid` has linked the row to a record: that tells which record the
    /// change is of, and is no value of it.
    private static void overlay(Entry entry, Map<String, Optional<String>> values) {
        entry.values().forEach((column, value) -> {
            if (entry.action() == Action.INSERT || !column.equals(SFID)) {
                values.put(column, value);
            }
        });
    }

    /// Where it stands among the others: what failed before has no place of its own any more.
    public long position() {
        return entries.stream()
                .filter(entry -> !entry.hasFailed())
                .mapToLong(Entry::id)
                .findFirst()
                .orElseGet(net::id);
    }

    public RecordKey row() {
        return net.row();
    }

    public List<Long> entryIds() {
        return entries.stream().map(Entry::id).toList();
    }

    /// How often it was tried in vain.
    public int tries() {
        return entries.stream()
                .mapToInt(entry -> entry.standing().tries())
                .max()
                .orElse(0);
    }

    /// What became of the entries when the org took the change: one stands for all of them.
    ///
    /// @param next what the row's status becomes
    public List<Settlement> accepted(RecordId id, Optional<String> message, RowStatus next) {
        return entries.stream()
                .<Settlement>map(entry -> entry.id() == net.id()
                        ? new Settlement.Accepted(entry.id(), Optional.of(id), message, next)
                        : new Settlement.Merged(entry.id(), Optional.of(id), "sent with the entry " + net.id(), next))
                .toList();
    }

    /// The same without some columns.
    public Change without(Collection<String> columns) {
        if (columns.isEmpty()) {
            return this;
        }
        var left = new LinkedHashMap<>(net.values());
        left.keySet().removeAll(Set.copyOf(columns));
        return new Change(net.withValues(left), entries);
    }
}
