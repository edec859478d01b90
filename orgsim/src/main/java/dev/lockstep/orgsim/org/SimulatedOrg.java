package dev.lockstep.orgsim.org;

import static dev.lockstep.orgsim.org.Deletion.Afterwards.GONE;
import static dev.lockstep.orgsim.org.Deletion.Afterwards.IN_BIN;

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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A Salesforce org in one process. Safe for many threads: saves are done one after the other, reads see committed
/// states
/// only. A save that has returned is on disk, where there is a data folder.
public final class SimulatedOrg implements AutoCloseable {
    private final Beginning beginning;
    private final Store store;
    private final SilentChanges silentChanges = new SilentChanges();
    private final AccessRules accessRules;
    private final Automation automation = new Automation();
    private final ScopedValue<OrgUser> caller = ScopedValue.newInstance();
    private final Saving saving;

    private SimulatedOrg(InstantSource clock, Beginning beginning, Store store) {
        this.beginning = beginning;
        this.store = store;
        this.accessRules = new AccessRules(clock);
        this.saving = new Saving(
                clock, store, automation, new Archive(silentChanges), beginning.integrationUserId(), this::accessOf);
    }

    /// Opens the org of the data folder as it was left, or a new org: the sample or one made of files.
    ///
    /// @throws OrgNotOpened when the folder is in use, damaged, or of another version, content or number of rows
    /// @throws dev.lockstep.orgsim.source.SourceRefused when no org can be made of the files
    public static SimulatedOrg open(OrgSettings settings) {
        return open(settings, ChangeListener.NONE);
    }

    /// The same, with somebody who hears of all changes, those that the folder still knows first.
    public static SimulatedOrg open(OrgSettings settings, ChangeListener listener) {
        var rows = settings.generatedRows();
        var model = switch (settings.content().model()) {
            case OrgContent.Model.Sample(var features) -> SampleOrg.build(rows, features);
            case OrgContent.Model.Project(var folder) -> ProjectOrg.build(folder, rows);
            case OrgContent.Model.Descriptions(var folder) -> DescribedOrg.build(folder, rows);
        };
        var beginning = settings.content()
                .records()
                .map(folder -> CsvRecords.addTo(model, folder))
                .orElse(model);
        return new SimulatedOrg(settings.clock(), beginning, Store.open(settings.data(), beginning, listener));
    }

    /// 18 characters, `00D…`; stays the same as long as the data folder does.
    public String organizationId() {
        return store.organizationId();
    }

    /// The org's clock, to whole seconds as all its times are.
    public Instant now() {
        return saving.now();
    }

    public Optional<OrgUser> userByName(String username) {
        return Users.byName(store.state(), username);
    }

    /// Takes 15 or 18 characters.
    public Optional<OrgUser> user(String id) {
        return Users.byId(store.state(), id);
    }

    /// The Id of the queue of that developer name, if records of the object may be in it.
    public Optional<String> queue(ObjectDefinition object, String developerName) {
        return Queues.byName(store.state(), object, developerName);
    }

    /// The developer name of the queue of that Id.
    public Optional<String> queueName(String id) {
        return Queues.name(store.state(), id);
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

    /// Does the work for a user: what it reads is what that user may see. Work that is done for nobody sees all.
    public <T> T as(OrgUser user, Supplier<T> work) {
        return ScopedValue.where(caller, user).call(work::get);
    }

    /// What is withdrawn from users.
    public AccessRules accessRules() {
        return accessRules;
    }

    /// Whether the user sees records whoever owns them.
    public boolean viewsAllData(String userId) {
        return user(userId).map(user -> accessOf(user).seesAllOwners()).orElse(false);
    }

    /// Checks what stands behind WHERE in a query of the object.
    ///
    /// @throws IllegalArgumentException when it is no condition
    public void requireCondition(ObjectDefinition object, String condition) {
        AccessRuleCheck.requireCondition(store.state(), object.name(), condition, now());
    }

    /// Reads what stands behind WHERE in a query of the object, for records of that state.
    static Predicate<RecordView> condition(OrgState state, String object, String condition, Instant now) {
        return Soql.condition(state, object, condition, now);
    }

    /// What runs when records are saved.
    public Automation automation() {
        return automation;
    }

    /// Withdraws something from now on.
    ///
    /// @return the number of the rule in [#accessRules()]
    /// @throws IllegalArgumentException when it names what isn't there
    public long withdraw(AccessRule rule) {
        AccessRuleCheck.require(store.state(), rule, now());
        return accessRules.add(rule);
    }

    /// When the descriptions of objects changed for the last time, if they did since the org was opened.
    public Optional<Instant> descriptionsChanged() {
        return accessRules.changed();
    }

    public List<ObjectDefinition> objects() {
        var access = access();
        var all = store.state().schema().objects();
        return access.isAll()
                ? all
                : all.stream().filter(access::sees).map(access::described).toList();
    }

    /// Without regard to case.
    public Optional<ObjectDefinition> object(String name) {
        var access = access();
        return store.state().schema().object(name).filter(access::sees).map(access::described);
    }

    private Access access() {
        return caller.isBound() ? accessOf(caller.get()) : Access.ALL;
    }

    private Access accessOf(OrgUser user) {
        return accessRules.rules().isEmpty() ? Access.ALL : accessRules.of(user, store.state(), now());
    }

    /// How many records the object has at this moment.
    public RecordCount count(ObjectDefinition object) {
        return state().table(object).count();
    }

    /// With what this thread is about to save, without what the recycle bin kept long enough, and with old activities
    /// archived.
    public OrgState state() {
        saving.clearUp();
        return seen();
    }

    private OrgState seen() {
        return saving.state().seenBy(access());
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
        return Soql.prepare(at.state().seenBy(access()), soql, scope, then.truncatedTo(ChronoUnit.SECONDS));
    }

    /// Writes something down that is no record. It is on disk when this returns, where there is a data folder; after a
    /// restart [#noted()] tells it together with the org as it is now.
    public Noted note(String text) {
        return saving.note(text);
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
        return saving.together(
                by,
                () -> saving.save(by, SaveOptions.PARTIAL, transaction -> saveBatch(transaction, batch)),
                _ -> true,
                SaveWay.BULK_JOB,
                outcomes -> Optional.of(note.apply(outcomes)));
    }

    private List<SaveOutcome> saveBatch(Transaction transaction, Batch batch) {
        return switch (batch) {
            case Batch.Inserts(var records) ->
                new Rounds(transaction, SaveOptions.PARTIAL).save(records, new Saves(transaction)::create);
            case Batch.Updates(var records) ->
                new Rounds(transaction, SaveOptions.PARTIAL).save(records, new Saves(transaction)::update);
            case Batch.Upserts(var field, var records) ->
                new Rounds(transaction, SaveOptions.PARTIAL)
                        .save(records, some -> Upsert.upsert(transaction, field, some));
            case Batch.Deletes(var object, var ids) ->
                deletion(transaction, IN_BIN).deleteOf(object, ids);
            case Batch.HardDeletes(var object, var ids) ->
                deletion(transaction, GONE).deleteOf(object, ids);
        };
    }

    /// The record with its text cut to what the fields can hold, for a caller who would rather lose the rest than
    /// have it refused.
    public InputRecord cut(InputRecord record) {
        return object(record.object()).map(record::cutFor).orElse(record);
    }

    /// One outcome a record, in the order of the records.
    ///
    /// @throws OrgFault when the call is refused as a whole; nothing is saved then
    public List<SaveOutcome> create(OrgUser by, List<InputRecord> records, SaveOptions options) {
        CallRules.requireFewRecords(records);
        return saving.save(
                by,
                options,
                transaction -> new Rounds(transaction, options).save(records, new Saves(transaction)::create));
    }

    /// As [#create], for records that have an Id.
    public List<SaveOutcome> update(OrgUser by, List<InputRecord> records, SaveOptions options) {
        CallRules.requireFewRecords(records);
        return saving.save(
                by,
                options,
                transaction -> new Rounds(transaction, options).save(records, new Saves(transaction)::update));
    }

    /// As [#create]; a record whose key is found is updated.
    public List<SaveOutcome> upsert(
            OrgUser by, String externalIdField, List<InputRecord> records, SaveOptions options) {
        CallRules.requireFewRecords(records);
        return saving.save(
                by,
                options,
                transaction -> new Rounds(transaction, options)
                        .save(records, some -> Upsert.upsert(transaction, externalIdField, some)));
    }

    /// As [#create]; takes Ids of 15 or 18 characters. Children may go along without being told of.
    public List<SaveOutcome> delete(OrgUser by, List<String> ids, SaveOptions options) {
        CallRules.requireFewRecords(ids);
        return saving.save(
                by, options, transaction -> deletion(transaction, IN_BIN).delete(ids));
    }

    private Deletion deletion(Transaction transaction, Deletion.Afterwards afterwards) {
        return new Deletion(transaction, silentChanges, afterwards);
    }

    /// As [#create]; brings records back from the recycle bin, with those that went there with them.
    public List<SaveOutcome> undelete(OrgUser by, List<String> ids, SaveOptions options) {
        CallRules.requireFewRecords(ids);
        return saving.save(by, options, transaction -> new Undeletion(transaction, silentChanges).undelete(ids));
    }

    /// As [#create]; takes records out of the recycle bin, with those that went there with them: they can't come back.
    public List<SaveOutcome> emptyRecycleBin(OrgUser by, List<String> ids) {
        CallRules.requireFewRecords(ids);
        return saving.save(by, SaveOptions.PARTIAL, transaction -> new BinEmptying(transaction).empty(ids));
    }

    /// Makes one record of two or three, for each request in a transaction of its own.
    ///
    /// @throws OrgFault when the call is refused; requests before the one that it is refused for are done
    public List<MergeOutcome> merge(OrgUser by, List<MergeRequest> requests) {
        CallRules.requireFewRecords(requests);
        return requests.stream()
                .map(request -> together(by, () -> merge(request), _ -> true))
                .toList();
    }

    private MergeOutcome merge(MergeRequest request) {
        var transaction = saving.running();
        var outcome = new Merge(transaction, silentChanges).merge(request);
        RollUps.update(transaction);
        return outcome;
    }

    /// Which changes that nobody asked for move stamps; may be changed at any time.
    public SilentChanges silentChanges() {
        return silentChanges;
    }

    /// Touches the first living records of an object as a process of the platform does, all with one stamp: their
    /// `SystemModstamp` moves, `LastModifiedDate` doesn't.
    ///
    /// @return how many were touched; fewer than asked for where there are fewer
    public int touch(ObjectDefinition object, int most) {
        return together(
                adminUser(), () -> new SystemProcess(saving.running()).touch(object, most), touched -> touched > 0);
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
        return saving.replication(this::seen).updated(object, start, end);
    }

    /// The Ids of records that were deleted between two times.
    ///
    /// @throws OrgFault when object or dates are refused
    public DeletedIds deleted(String object, Instant start, Instant end) {
        return saving.replication(this::seen).deleted(object, start, end);
    }

    /// How many saves are done and wait for the time at which they become visible.
    public int delayedSaves() {
        return saving.delayed();
    }

    /// How many saves wait for records that others are saving.
    public int blockedSaves() {
        return saving.blocked();
    }

    /// Gives up the saves that are running and wait for their time; what they did is never seen. Others may go on.
    public void abandonDelayedSaves() {
        saving.abandonDelayed();
    }

    /// Waits for a save that is under way. An org with a data folder saves nothing any more.
    @Override
    public void close() {
        saving.close();
    }

    /// Does several saves as one, with one stamp: all of them are kept, or none. Nobody else saves meanwhile;
    /// queries of this thread see what was done so far, those of others don't.
    ///
    /// @param isKept whether what was done is kept; where the work throws, nothing is
    public <T> T together(OrgUser by, Supplier<T> work, Predicate<T> isKept) {
        return saving.together(by, work, isKept);
    }
}
