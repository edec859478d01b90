package dev.lockstep.orgsim.org;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private SortedTree<String, Change> changes = SortedTree.empty();
    private final Set<String> followers = new HashSet<>();

    /// A record's final form so far.
    ///
    /// @param place among the changed records, in the order in which they were first touched
    record Change(int place, StoredRecord record) {}

    /// Where a record's save can be taken back to.
    record Savepoint(OrgState state, SortedTree<String, Change> changes) {}

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
        moved.followers.addAll(followers);
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
        for (var record : inner.changes()) {
            keep(record);
            if (inner.followers.contains(record.id())) {
                followers.add(record.id());
            } else {
                followers.remove(record.id());
            }
        }
    }

    /// Saves a record in the transaction.
    ///
    /// @throws RowLocks.MustWait or [RowLocks.Refused] when somebody else is saving the record
    void put(StoredRecord record) {
        locks.requireFree(record, start);
        state = state.with(state.table(record.object()).with(record));
        keep(record);
        followers.remove(record.id());
    }

    /// As [#put], for a record that nobody named: it is changed because another one is deleted.
    void putFollower(StoredRecord record) {
        put(record);
        followers.add(record.id());
    }

    private void keep(StoredRecord record) {
        var place = changes.find(record.id()).map(Change::place).orElseGet(changes::size);
        changes = changes.with(record.id(), new Change(place, record));
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

    /// The final form of each record that was changed, in the order in which they were first touched.
    List<StoredRecord> changes() {
        var records = new ArrayList<Change>();
        changes.values().forEachRemaining(records::add);
        return records.stream()
                .sorted(Comparator.comparingInt(Change::place))
                .map(Change::record)
                .toList();
    }

    Circumstances circumstances(SaveWay way) {
        return new Circumstances(stamp, user.id(), ChangeOrigin.current(), way, followers);
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
