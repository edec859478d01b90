package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What keeps a save from records that others are saving.
///
/// @param held what each save holds that has been done and isn't visible yet
/// @param patience what a save does that meets a held record
/// @param isAllHeld whether somebody who is never seen holds all records
record RowLocks(List<Held> held, Patience patience, boolean isAllHeld) {
    static final RowLocks NONE = new RowLocks(List.of(), Patience.REFUSE, false);

    enum Patience {
        /// The whole save is taken back, and done anew once the record is free.
        WAIT,
        /// The record is refused.
        REFUSE
    }

    /// A save has to wait: nothing of it is kept.
    static final class MustWait extends RuntimeException {
        private static final long serialVersionUID = 1;

        MustWait() {
            super(null, null, false, false);
        }
    }

    /// A record that can't be had.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String text) {
            super(text, null, false, false);
        }

        SaveError error() {
            return new SaveError("UNABLE_TO_LOCK_ROW", String.valueOf(getMessage()));
        }
    }

    /// What one save keeps from others.
    ///
    /// @param rows Ids of what is changed, and of the parents that are locked along
    /// @param deleted those of the rows that are being deleted
    /// @param parents Ids that the changed records refer to
    /// @param keys the unique values that the changed records take
    record Held(Set<String> rows, Set<String> deleted, Set<String> parents, Set<String> keys) {
        static Held of(Transaction transaction) {
            var held = new Held(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (var record : transaction.changes()) {
                held.rows.add(record.id());
                if (record.isDeleted()) {
                    held.deleted.add(record.id());
                    continue;
                }
                held.keys.addAll(keysOf(record));
                for (var field : record.object().fields()) {
                    parent(record, field).ifPresent(id -> {
                        held.parents.add(id);
                        if (locksParent(field)) {
                            held.rows.add(id);
                        }
                    });
                }
            }
            return held;
        }

        private Optional<String> inTheWayOf(RecordView record) {
            if (rows.contains(record.id()) || (record.isDeleted() && parents.contains(record.id()))) {
                return Optional.of(record.id());
            }
            if (record.isDeleted()) {
                return Optional.empty();
            }
            if (keysOf(record).stream().anyMatch(keys::contains)) {
                return Optional.of(record.id());
            }
            return record.object().fields().stream()
                    .flatMap(field ->
                            parent(record, field)
                                    .filter(id -> (locksParent(field) ? rows : deleted).contains(id))
                                    .stream())
                    .findFirst();
        }
    }

    /// Checks that a record can be had as it is to be saved.
    ///
    /// @param before the org before the save
    /// @throws MustWait when it can't, and the save waits
    /// @throws Refused when it can't, and the save doesn't wait
    void requireFree(RecordView record, OrgState before) {
        if (isAllHeld) {
            throw heldBySomebody(record, before);
        }
        for (var other : held) {
            var id = other.inTheWayOf(record);
            if (id.isPresent()) {
                throw patience == Patience.WAIT ? new MustWait() : refused(id.get());
            }
        }
    }

    boolean isEmpty() {
        return held.isEmpty() && !isAllHeld;
    }

    @Assumed(reason = "The text is that of public reports, which name one record each")
    private static Refused refused(String id) {
        return new Refused("unable to obtain exclusive access to this record or 1 records: " + id);
    }

    /// Of a new record, a parent is what can be held.
    private static Refused heldBySomebody(RecordView record, OrgState before) {
        if (RecordId.parse(record.id()).flatMap(before::find).isPresent()) {
            return refused(record.id());
        }
        return record.object().fields().stream()
                .filter(field -> field.lookup().isPresent() && locksParent(field))
                .flatMap(field -> parent(record, field).stream())
                .findFirst()
                .map(RowLocks::refused)
                .orElseGet(() -> new Refused("unable to obtain exclusive access to this record"));
    }

    private static Set<String> keysOf(RecordView record) {
        var keys = new HashSet<String>();
        for (var field : UniqueKeys.uniqueFields(record.object())) {
            UniqueKeys.canonical(field, record.value(field.name()))
                    .ifPresent(key -> keys.add(record.object() + "." + field.name() + "=" + key));
        }
        return keys;
    }

    private static Optional<String> parent(RecordView record, FieldDefinition field) {
        return field.lookup().isPresent() && record.value(field.name()) instanceof Value.Text(var id)
                ? Optional.of(id)
                : Optional.empty();
    }

    /// A parent is locked along where its deletion would do more than to empty the lookup.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.draes.meta/draes/draes_tools_techniques_avoiding_data_skew.htm")
    @Assumed(reason = "A user who owns or has made a record isn't locked by it")
    private static boolean locksParent(FieldDefinition field) {
        return field.lookup().orElseThrow().onParentDelete() != OnParentDelete.CLEAR
                && !field.referenceTo().contains("User");
    }
}
