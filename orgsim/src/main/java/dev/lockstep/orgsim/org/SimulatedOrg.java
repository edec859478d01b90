package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.csv.CsvRecords;
import dev.lockstep.orgsim.described.DescribedOrg;
import dev.lockstep.orgsim.project.ProjectOrg;
import dev.lockstep.orgsim.sample.SampleOrg;
import dev.lockstep.orgsim.soql.Soql;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A Salesforce org in one process. Safe for many threads: saves are done one after the other, reads see committed
/// states
/// only. A save that has returned is on disk, where there is a data folder.
public final class SimulatedOrg implements AutoCloseable {
    private final InstantSource clock;
    private final Beginning beginning;
    private final Store store;
    /// Orders saves.
    private final ReentrantLock saving = new ReentrantLock();
    /// Makes "the time, the running save, the state" one picture. Held for moments only.
    private final Object moment = new Object();

    /// What this thread is about to save.
    private final ThreadLocal<Optional<Transaction>> running = ThreadLocal.withInitial(Optional::empty);

    private Optional<Instant> runningSince = Optional.empty();

    private SimulatedOrg(InstantSource clock, Beginning beginning, Store store) {
        this.clock = clock;
        this.beginning = beginning;
        this.store = store;
    }

    /// Opens the org of the data folder as it was left, or a new org: the sample or one made of files.
    ///
    /// @throws OrgNotOpened when the folder is in use, damaged, or of another version, content or number of rows
    /// @throws dev.lockstep.orgsim.source.SourceRefused when no org can be made of the files
    public static SimulatedOrg open(OrgSettings settings) {
        var rows = settings.generatedRows();
        var model = switch (settings.content().model()) {
            case OrgContent.Model.Sample() -> SampleOrg.build(rows);
            case OrgContent.Model.Project(var folder) -> ProjectOrg.build(folder, rows);
            case OrgContent.Model.Descriptions(var folder) -> DescribedOrg.build(folder, rows);
        };
        var beginning = settings.content()
                .records()
                .map(folder -> CsvRecords.addTo(model, folder))
                .orElse(model);
        return new SimulatedOrg(settings.clock(), beginning, Store.open(settings.data(), beginning));
    }

    /// 18 characters, `00D…`; stays the same as long as the data folder does.
    public String organizationId() {
        return store.organizationId();
    }

    /// The org's clock, to whole seconds as all its times are.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    public Optional<OrgUser> userByName(String username) {
        return Users.byName(store.state(), username);
    }

    /// Takes 15 or 18 characters.
    public Optional<OrgUser> user(String id) {
        return Users.byId(store.state(), id);
    }

    /// The user that integrations sign in as.
    public OrgUser integrationUser() {
        return user(beginning.integrationUserId()).orElseThrow();
    }

    public OrgUser adminUser() {
        return user(beginning.adminUserId()).orElseThrow();
    }

    /// What the org lacks of the files that it was made of, a sentence each.
    public List<String> notSimulated() {
        return beginning.notSimulated();
    }

    public List<ObjectDefinition> objects() {
        return store.state().schema().objects();
    }

    /// Without regard to case.
    public Optional<ObjectDefinition> object(String name) {
        return store.state().schema().object(name);
    }

    /// How many records the object has at this moment.
    public RecordCount count(ObjectDefinition object) {
        return state().table(object).count();
    }

    /// With what this thread is about to save.
    OrgState state() {
        return running.get().map(Transaction::state).orElseGet(store::state);
    }

    /// Answers a query from the state of this moment.
    ///
    /// @throws OrgFault when the query is refused
    public QueryAnswer query(String soql, QueryScope scope) {
        return prepare(soql, scope).run();
    }

    /// Understands a query that is to be answered later, from the state of this moment.
    ///
    /// @throws OrgFault when the query is refused
    public PreparedQuery prepare(String soql, QueryScope scope) {
        return Soql.prepare(state(), soql, scope, now());
    }

    /// As [#prepare(String, QueryScope)], from the state that the org had when something was noted.
    ///
    /// @param then the org's time of that moment
    public PreparedQuery prepare(Noted at, String soql, QueryScope scope, Instant then) {
        return Soql.prepare(at.state(), soql, scope, then.truncatedTo(ChronoUnit.SECONDS));
    }

    /// Writes something down that is no record. It is on disk when this returns, where there is a data folder; after a
    /// restart [#noted()] tells it together with the org as it is now.
    public Noted note(String text) {
        saving.lock();
        try {
            return store.note(text);
        } finally {
            saving.unlock();
        }
    }

    /// What was noted before this org was opened, the oldest first.
    public List<Noted> noted() {
        return store.noted();
    }

    /// What was noted of the outcomes of batches before this org was opened, the oldest first.
    public List<String> notedOutcomes() {
        return store.outcomes();
    }

    /// Saves a batch, those of its records aside that are refused, and writes down with them what the caller notes of
    /// the outcomes: after a crash both are there or neither is.
    ///
    /// @param note makes the text of the outcomes, one a record in the order of the records
    public List<SaveOutcome> saveNoted(OrgUser by, Batch batch, Function<List<SaveOutcome>, String> note) {
        return together(
                by,
                () -> save(by, SaveOptions.PARTIAL, transaction -> saveBatch(transaction, batch)),
                _ -> true,
                outcomes -> Optional.of(note.apply(outcomes)));
    }

    private static List<SaveOutcome> saveBatch(Transaction transaction, Batch batch) {
        return switch (batch) {
            case Batch.Inserts(var records) -> new Saves(transaction).create(records);
            case Batch.Updates(var records) -> new Saves(transaction).update(records);
            case Batch.Upserts(var field, var records) -> Upsert.upsert(transaction, field, records);
            case Batch.Deletes(var object, var ids) -> new Deletion(transaction).deleteOf(object, ids);
        };
    }

    /// One outcome a record, in the order of the records.
    ///
    /// @throws OrgFault when the call is refused as a whole; nothing is saved then
    public List<SaveOutcome> create(OrgUser by, List<InputRecord> records, SaveOptions options) {
        CallRules.requireFewRecords(records);
        return save(by, options, transaction -> new Saves(transaction).create(records));
    }

    /// As [#create], for records that have an Id.
    public List<SaveOutcome> update(OrgUser by, List<InputRecord> records, SaveOptions options) {
        CallRules.requireFewRecords(records);
        return save(by, options, transaction -> new Saves(transaction).update(records));
    }

    /// As [#create]; a record whose key is found is updated.
    public List<SaveOutcome> upsert(
            OrgUser by, String externalIdField, List<InputRecord> records, SaveOptions options) {
        CallRules.requireFewRecords(records);
        return save(by, options, transaction -> Upsert.upsert(transaction, externalIdField, records));
    }

    /// As [#create]; takes Ids of 15 or 18 characters. Children may go along without being told of.
    public List<SaveOutcome> delete(OrgUser by, List<String> ids, SaveOptions options) {
        CallRules.requireFewRecords(ids);
        return save(by, options, transaction -> new Deletion(transaction).delete(ids));
    }

    /// The Ids of the records that aren't deleted and have this value in a field that may name records; a few
    /// of them where there are many. None have a value that the field can't hold.
    public List<String> named(ObjectDefinition object, FieldDefinition key, String value) {
        if (!(ValueReader.read(key, value) instanceof ValueReader.Reading.Good(var wanted))) {
            return List.of();
        }
        return ExternalIds.find(state().table(object), key, wanted).stream()
                .map(RecordId::text18)
                .toList();
    }

    /// The Ids of records that were changed between two times and still live.
    ///
    /// @throws OrgFault when object or dates are refused
    public UpdatedIds updated(String object, Instant start, Instant end) {
        return replication().updated(object, start, end);
    }

    /// The Ids of records that were deleted between two times.
    ///
    /// @throws OrgFault when object or dates are refused
    public DeletedIds deleted(String object, Instant start, Instant end) {
        return replication().deleted(object, start, end);
    }

    /// Waits for a save that is under way. An org with a data folder saves nothing any more.
    @Override
    public void close() {
        saving.lock();
        try {
            store.close();
        } finally {
            saving.unlock();
        }
    }

    /// Does several saves as one, with one stamp: all of them are kept, or none. Nobody else saves meanwhile;
    /// queries of this thread see what was done so far, those of others don't.
    ///
    /// @param isKept whether what was done is kept; where the work throws, nothing is
    public <T> T together(OrgUser by, Supplier<T> work, Predicate<T> isKept) {
        return together(by, work, isKept, _ -> Optional.empty());
    }

    private <T> T together(
            OrgUser by, Supplier<T> work, Predicate<T> isKept, Function<T, Optional<String>> noteOfOutcomes) {
        saving.lock();
        try {
            var transaction = new Transaction(store.state(), by, begin());
            running.set(Optional.of(transaction));
            var done = work.get();
            if (isKept.test(done)) {
                var note = noteOfOutcomes.apply(done);
                if (!transaction.changes().isEmpty() || note.isPresent()) {
                    store.commit(transaction, note);
                }
            }
            return done;
        } finally {
            running.remove();
            end();
            saving.unlock();
        }
    }

    private List<SaveOutcome> save(OrgUser by, SaveOptions options, Function<Transaction, List<SaveOutcome>> work) {
        return running.get()
                .map(outer -> saveWithin(outer, by, options, work))
                .orElseGet(() -> together(by, () -> save(by, options, work), _ -> true));
    }

    private static List<SaveOutcome> saveWithin(
            Transaction outer, OrgUser by, SaveOptions options, Function<Transaction, List<SaveOutcome>> work) {
        var transaction = new Transaction(outer.state(), by, outer.stamp());
        var outcomes = work.apply(transaction);
        if (options == SaveOptions.ALL_OR_NONE && outcomes.stream().anyMatch(SimulatedOrg::isRefused)) {
            return outcomes.stream().map(SimulatedOrg::rolledBack).toList();
        }
        outer.adopt(transaction);
        return List.copyOf(outcomes);
    }

    private Instant begin() {
        synchronized (moment) {
            var stamp = now();
            runningSince = Optional.of(stamp);
            return stamp;
        }
    }

    private void end() {
        synchronized (moment) {
            runningSince = Optional.empty();
        }
    }

    private Replication replication() {
        synchronized (moment) {
            var now = now();
            return new Replication(state(), now, runningSince.orElse(now));
        }
    }

    private static boolean isRefused(SaveOutcome outcome) {
        return outcome instanceof SaveOutcome.Refused;
    }

    private static SaveOutcome rolledBack(SaveOutcome outcome) {
        return isRefused(outcome) ? outcome : Refusals.refused(Refusals.rolledBack());
    }
}
