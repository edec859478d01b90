package dev.lockstep.orgsim.org;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Does saves one after the other, each of them on top of what the one before has left.
final class Saving implements AutoCloseable {
    private final InstantSource clock;
    private final Store store;
    private final Automation automation;
    private final Archive archive;
    private final String integrationUserId;
    private final Function<OrgUser, Access> accessOf;
    private final RunningSaves runningSaves;
    /// Orders saves.
    private final ReentrantLock saving = new ReentrantLock();
    /// Makes "the time, the running save, the state" one picture. Held for moments only.
    private final Object moment = new Object();

    /// What this thread is about to save.
    private final ThreadLocal<Optional<Transaction>> running = ThreadLocal.withInitial(Optional::empty);

    /// Saves in a store.
    ///
    /// @param archive of old activities
    /// @param integrationUserId who empties the recycle bin and archives in time
    /// @param accessOf what a user sees and may write
    Saving(
            InstantSource clock,
            Store store,
            Automation automation,
            Archive archive,
            String integrationUserId,
            Function<OrgUser, Access> accessOf) {
        this.clock = clock;
        this.store = store;
        this.automation = automation;
        this.archive = archive;
        this.integrationUserId = integrationUserId;
        this.accessOf = accessOf;
        this.runningSaves = new RunningSaves(clock);
    }

    /// To whole seconds.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /// What this thread is saving; there must be something.
    Transaction running() {
        return running.get().orElseThrow();
    }

    /// With what this thread is about to save.
    OrgState state() {
        return running.get().map(Transaction::state).orElseGet(store::state);
    }

    /// Leaves out what the recycle bin has kept long enough, and archives old activities, unless this thread is saving.
    void clearUp() {
        if (running.get().isEmpty() && (Purge.isDue(store.state(), now()) || archive.isDue(now()))) {
            saving.lock();
            try {
                clearUpAlone();
            } finally {
                saving.unlock();
            }
        }
    }

    /// To be called while nobody saves.
    private void clearUpAlone() {
        var now = now();
        if (Purge.isDue(store.state(), now)) {
            store.commit(Purge.of(byTheOrg(now)), SaveWay.CALL, Optional.empty());
        }
        if (archive.isDue(now)) {
            var run = byTheOrg(now);
            archive.run(run);
            if (!run.changes().isEmpty()) {
                store.commit(run, SaveWay.CALL, Optional.empty());
            }
        }
    }

    private Transaction byTheOrg(Instant now) {
        return new Transaction(
                store.state(), Users.byId(store.state(), integrationUserId).orElseThrow(), now);
    }

    /// Writes something down that is no record.
    Noted note(String text) {
        saving.lock();
        try {
            clearUpAlone();
            return store.note(text);
        } finally {
            saving.unlock();
        }
    }

    /// How many saves are done and wait for the time at which they become visible.
    int delayed() {
        return runningSaves.waiting();
    }

    /// How many saves wait for records that others are saving.
    int blocked() {
        return runningSaves.blocked();
    }

    /// Gives up the saves that wait for their time.
    void abandonDelayed() {
        runningSaves.close();
    }

    /// Waits for a save that is under way, and closes the store.
    @Override
    public void close() {
        abandonDelayed();
        saving.lock();
        try {
            store.close();
        } finally {
            saving.unlock();
        }
    }

    /// Does the work as one save, with one stamp. Nobody else saves meanwhile.
    ///
    /// @param isKept whether what was done is kept; where the work throws, nothing is
    /// @param noteOfOutcomes what is written down together with what was done
    <T> T together(
            OrgUser by,
            Supplier<T> work,
            Predicate<T> isKept,
            SaveWay way,
            Function<T, Optional<String>> noteOfOutcomes) {
        var since = now();
        while (true) {
            try {
                return attempt(by, work, isKept, way, noteOfOutcomes, since);
            } catch (RowLocks.MustWait _) {
                runningSaves.awaitRelease(since);
            }
        }
    }

    /// The same, with nothing written down beside it.
    <T> T together(OrgUser by, Supplier<T> work, Predicate<T> isKept) {
        return together(by, work, isKept, SaveWay.CALL, _ -> Optional.empty());
    }

    /// Does the work once, unless it meets records that others are saving.
    ///
    /// @param since when the save was begun for the first time
    private <T> T attempt(
            OrgUser by,
            Supplier<T> work,
            Predicate<T> isKept,
            SaveWay way,
            Function<T, Optional<String>> noteOfOutcomes,
            Instant since) {
        saving.lock();
        var stamp = begin();
        try {
            clearUpAlone();
            var transaction = new Transaction(
                    store.state().seenBy(accessOf.apply(by)), by, stamp, runningSaves.locks(since), automation);
            running.set(Optional.of(transaction));
            var done = work.get();
            if (isKept.test(done)) {
                var note = noteOfOutcomes.apply(done);
                if (!transaction.changes().isEmpty() || note.isPresent()) {
                    commit(transaction, way, note);
                }
            }
            return done;
        } finally {
            running.remove();
            runningSaves.end(stamp);
            saving.unlock();
        }
    }

    private void commit(Transaction transaction, SaveWay way, Optional<String> note) {
        var delay = SaveConditions.current().commitDelay().plus(transaction.taken());
        store.commit(delay.isZero() ? transaction : delayed(transaction, delay), way, note);
    }

    /// Lets others save until the transaction is due, all but the records that it holds.
    private Transaction delayed(Transaction transaction, Duration delay) {
        var rows = RowLocks.Held.of(transaction);
        store.reserve(transaction);
        runningSaves.hold(rows);
        saving.unlock();
        try {
            runningSaves.await(transaction.stamp().plus(delay));
        } finally {
            saving.lock();
            runningSaves.release(rows);
        }
        return transaction.onto(store.state());
    }

    /// Saves within what this thread is saving already, or alone.
    List<SaveOutcome> save(OrgUser by, SaveOptions options, Function<Transaction, List<SaveOutcome>> work) {
        return running.get()
                .map(outer -> saveWithin(outer, by, options, work))
                .orElseGet(() -> together(by, () -> save(by, options, work), _ -> true));
    }

    private static List<SaveOutcome> saveWithin(
            Transaction outer, OrgUser by, SaveOptions options, Function<Transaction, List<SaveOutcome>> work) {
        var transaction = outer.inner(by);
        var outcomes = work.apply(transaction);
        var isAllOrNone =
                options == SaveOptions.ALL_OR_NONE || SaveConditions.current().isAllOrNone();
        if (isAllOrNone && outcomes.stream().anyMatch(Saving::isRefused)) {
            return outcomes.stream().map(Saving::rolledBack).toList();
        }
        RollUps.update(transaction);
        outer.adopt(transaction);
        return List.copyOf(outcomes);
    }

    private Instant begin() {
        synchronized (moment) {
            var stamp = now();
            runningSaves.begin(stamp);
            return stamp;
        }
    }

    /// What was changed, with the time that it is complete to.
    ///
    /// @param seen the state as its reader sees it
    Replication replication(Supplier<OrgState> seen) {
        // May wait for a save, and so can't be done while the moment is held.
        clearUp();
        synchronized (moment) {
            var now = now();
            // Before the state: a save that is over between both is in it, and holds nothing back.
            var covered = runningSaves.oldest().orElse(now);
            return new Replication(seen.get(), now, covered);
        }
    }

    private static boolean isRefused(SaveOutcome outcome) {
        return outcome instanceof SaveOutcome.Refused;
    }

    private static SaveOutcome rolledBack(SaveOutcome outcome) {
        return isRefused(outcome) ? outcome : Refusals.refused(Refusals.rolledBack());
    }
}
