package dev.lockstep.orgsim.org;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// One call that saves: a state that nobody else sees yet, and what was changed on the way to it.
final class Transaction {
    private final OrgState start;
    private final OrgUser user;
    private final Instant stamp;
    private final RowLocks locks;
    private final Automation automation;
    private Duration taken = Duration.ZERO;
    private OrgState state;
    private SortedTree<String, StoredRecord> changes = SortedTree.empty();

    /// Where a record's save can be taken back to.
    record Savepoint(OrgState state, SortedTree<String, StoredRecord> changes) {}

    Transaction(OrgState start, OrgUser user, Instant stamp) {
        this(start, user, stamp, RowLocks.NONE, new Automation());
    }

    Transaction(OrgState start, OrgUser user, Instant stamp, RowLocks locks, Automation automation) {
        this.start = start;
        this.state = start;
        this.user = user;
        this.stamp = stamp;
        this.locks = locks;
        this.automation = automation;
    }

    /// A transaction for a part of this one, which may be left out.
    Transaction inner(OrgUser by) {
        return new Transaction(state, by, stamp, locks, automation);
    }

    /// The same changes, done to a later state: nobody has touched the records meanwhile.
    Transaction onto(OrgState later) {
        var moved = new Transaction(later, user, stamp);
        changes().forEach(moved::put);
        moved.state = changedTables().stream().reduce(moved.state, OrgState::countingOn, (_, last) -> last);
        return moved;
    }

    /// The state before the call.
    OrgState start() {
        return start;
    }

    OrgState state() {
        return state;
    }

    OrgUser user() {
        return user;
    }

    Instant stamp() {
        return stamp;
    }

    RowLocks locks() {
        return locks;
    }

    Automation automation() {
        return automation;
    }

    /// Makes it longer by the org's clock.
    void take(Duration time) {
        taken = taken.plus(time);
    }

    /// How much longer it was made.
    Duration taken() {
        return taken;
    }

    Savepoint savepoint() {
        return new Savepoint(state, changes);
    }

    void rollBack(Savepoint savepoint) {
        state = savepoint.state();
        changes = savepoint.changes();
    }

    /// Takes over what was done by another transaction that began where this one stands.
    void adopt(Transaction inner) {
        state = inner.state;
        take(inner.taken);
        inner.changes().forEach(record -> changes = changes.with(record.id(), record));
    }

    /// Saves a record in the transaction.
    ///
    /// @throws RowLocks.MustWait or [RowLocks.Refused] when somebody else is saving the record
    void put(StoredRecord record) {
        locks.requireFree(record, start);
        state = state.with(state.table(record.object()).with(record));
        changes = changes.with(record.id(), record);
    }

    /// Takes the next number of the object for a new record.
    long nextNumber(ObjectDefinition object) {
        var table = state.table(object);
        state = state.with(table.counting(table.nextNumber() + 1, table.nextAutoNumber()));
        return table.nextNumber();
    }

    long nextAutoNumber(ObjectDefinition object) {
        var table = state.table(object);
        state = state.with(table.counting(table.nextNumber(), table.nextAutoNumber() + 1));
        return table.nextAutoNumber();
    }

    /// The final form of each record that was changed.
    List<StoredRecord> changes() {
        var records = new ArrayList<StoredRecord>();
        changes.values().forEachRemaining(records::add);
        return records;
    }

    /// The tables that hold the changes.
    List<Table> changedTables() {
        var names = new TreeSet<String>();
        changes().forEach(record -> names.add(record.object().name()));
        return names.stream()
                .map(name -> state.table(state.schema().object(name).orElseThrow()))
                .toList();
    }
}
