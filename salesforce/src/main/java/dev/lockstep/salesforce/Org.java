package dev.lockstep.salesforce;

import dev.lockstep.model.ObjectDescription;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.ObjectTrait;
import dev.lockstep.salesforce.http.HttpChannel;
import dev.lockstep.salesforce.rest.DescribeReader;
import dev.lockstep.salesforce.rest.FlatJson;
import dev.lockstep.salesforce.rest.OrgTime;
import dev.lockstep.salesforce.soap.PartnerClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A signed-in org. Safe for several threads. Every time it tells or takes is the org's own.
///
/// Reads are repeated a few times by themselves where the org is away for a moment. A write never is,
/// but for the one case that the org answered that the session is over, which it does before it looks
/// at a record.
public final class Org implements AutoCloseable {
    /// What the org's change events name as the origin of changes that we make.
    static final String CLIENT_NAME = "lockstep";

    private static final Logger LOG = LoggerFactory.getLogger(Org.class);
    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

    private static final double FIRST_WITH_PARTS = 58.0;
    private static final double FIRST_WITH_WRITE_JOBS = 41.0;

    private final HttpChannel channel;
    private final boolean handsOutParts;
    private final boolean takesJobs;
    private final Requests requests = new Requests();
    private final Sessions sessions;
    private final Reads reads;
    private final PartnerClient soap;
    private final Queries queries;
    private final BulkQueries bulk;
    private final Writes writes;
    private final WriteJobs jobs;
    private final Map<ObjectName, Boolean> replicateable = new ConcurrentHashMap<>();
    private final Map<ObjectName, Set<String>> polymorphic = new ConcurrentHashMap<>();

    private Org(OrgSettings settings, HttpChannel channel, Waiting waiting) {
        this.channel = channel;
        this.takesJobs = Double.parseDouble(settings.apiVersion()) >= FIRST_WITH_WRITE_JOBS;
        this.handsOutParts = Double.parseDouble(settings.apiVersion()) >= FIRST_WITH_PARTS;
        this.sessions = new Sessions(new TokenSource(channel, settings, requests)::signIn);
        this.reads = new Reads(channel, sessions, requests, waiting, new SecureRandom());
        this.soap = new PartnerClient(channel, CLIENT_NAME);
        this.queries = new Queries(reads, soap);
        this.bulk = new BulkQueries(reads, settings.apiVersion());
        this.writes = new Writes(soap, sessions, requests);
        this.jobs = new WriteJobs(reads, new OnceRequests(channel, sessions, requests), this::polymorphic);
    }

    /// Signs in. Throws [OrgFailure].
    public static Org signIn(OrgSettings settings) {
        return signIn(settings, Thread::sleep);
    }

    /// Signs in. `waiting` is how reads wait before they are repeated. Throws [OrgFailure].
    public static Org signIn(OrgSettings settings, Waiting waiting) {
        var channel = new HttpChannel(settings.connectTimeout(), settings.requestTimeout());
        try {
            return new Org(settings, channel, waiting);
        } catch (RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    public OrgIdentity identity() {
        return sessions.current().identity();
    }

    /// The org's time.
    public Instant now() {
        return reads.call(CallReason.CLOCK, "the org's time", session -> soap.serverTimestamp(session.soap()));
    }

    /// The names of the objects that the user may see.
    public List<ObjectName> objects() {
        return reads.get(
                CallReason.DESCRIBE,
                "the list of objects",
                session -> session.rest().objects(),
                DescribeReader::objects);
    }

    /// An object as the user may see it. Fields of a type that this version doesn't know are left out,
    /// with a warning in the log.
    public ObjectDescription describe(ObjectName object) {
        var described = reads.get(
                CallReason.DESCRIBE,
                "describe " + object,
                session -> session.rest().describe(object),
                DescribeReader::describe);
        if (!described.leftOut().isEmpty()) {
            LOG.warn(
                    "org={} object={} fields of unknown type are left out: {}",
                    identity().organizationId(),
                    object,
                    String.join(", ", described.leftOut()));
        }
        replicateable.put(object, described.description().is(ObjectTrait.REPLICATEABLE));
        polymorphic.put(object, JobTable.polymorphic(described.description()));
        return described.description();
    }

    /// The records that a query finds, with these columns of them in this order, which need not be the
    /// order of the SELECT. The first page is fetched before this returns.
    public RowPages query(String soql, QueryScope scope, List<QueryColumn> columns) {
        return queries.run(sessions.current(), soql, scope, columns);
    }

    /// Whether the org can run queries by itself and hand their results out in parts: from version 58.0
    /// on.
    public boolean hasBulkQueries() {
        return handsOutParts;
    }

    /// Whether the org takes jobs that write: from version 41.0 on.
    public boolean hasWriteJobs() {
        return takesJobs;
    }

    /// Has the org run a query by itself. Its result is there for days, for whoever comes back for it.
    public BulkJob beginBulkQuery(String soql, QueryScope scope) {
        return bulk.begin(soql, scope);
    }

    /// How far a job is. Throws [OrgFailure] with the code [OrgFailure#NOT_FOUND] for one that is gone.
    public BulkJob bulkQuery(String job) {
        return bulk.job(job);
    }

    /// The parts of a complete job's result, to be fetched in any order and by several threads; the
    /// list itself is for one. Asking it costs a call for every few parts.
    public Iterator<BulkPage> bulkPages(String job) {
        return bulk.pages(job);
    }

    /// Opens a part of a result.
    ///
    /// @param columns which must be those of the query, in any order
    /// @param chunkBytes about how much of it is handed out at a time
    public BulkRows openBulkPage(BulkPage page, List<QueryColumn> columns, int chunkBytes) {
        return bulk.open(page, columns, chunkBytes);
    }

    /// Removes a job and its result; the org would do so by itself after some days.
    public void deleteBulkQuery(String job) {
        bulk.delete(job);
    }

    /// Up to when everything that changed can be read by now: no transaction that began before that is
    /// still running. `from` and `to` are at least a minute apart, and not older than 30 days. Throws
    /// [OrgFailure] with the code [OrgFailure#NOT_REPLICATEABLE] for an object of which the org doesn't
    /// tell; to know, an object that wasn't described yet is described once.
    public Instant coveredUntil(ObjectName object, Instant from, Instant to) {
        if (Duration.between(from, to).compareTo(SHORTEST_WINDOW) < 0) {
            throw new IllegalArgumentException("from " + from + " to " + to + " is less than a minute");
        }
        var concerns = "what changed in " + object;
        if (!isReplicateable(object)) {
            throw new OrgFailure(
                    OrgFailure.NOT_REPLICATEABLE,
                    Treatment.STOP,
                    concerns,
                    "the org doesn't tell of this object up to when its changes are complete",
                    "Read it with an overlap instead.");
        }
        return reads.get(
                CallReason.COVERAGE,
                concerns,
                session -> session.rest().updated(object, from, to),
                json -> OrgTime.parse(FlatJson.required(FlatJson.texts(json), "latestDateCovered")));
    }

    /// Writes, once. It never throws [OrgFailure]: what went wrong is in the result.
    public SendResult send(WriteCall call) {
        return writes.send(call);
    }

    /// Opens a job (Bulk API 2.0) that will write such records. Sent once, and harmless: a job that is
    /// never closed does nothing, so that one whose answer was lost is an orphan that the org forgets
    /// after some days. Throws [OrgFailure].
    public WriteJob openWriteJob(JobDraft draft) {
        return jobs.open(draft);
    }

    /// Gives an open job its records, all of them at once. Sent once; the job takes data a single time.
    /// Where the answer is lost the job may have them or not: abort it and open another. Where records
    /// refer to parents by their external ids, an object that wasn't described yet is described once.
    /// Throws [OrgFailure]; with [Treatment#HALVE_THE_CALL] and before anything is sent where the data
    /// are more than [JobDraft#MOST_BYTES].
    public void uploadWriteJob(String job, JobDraft draft) {
        jobs.upload(job, draft);
    }

    /// Has the org begin with a job, sent once. It never throws [OrgFailure]: what went wrong is in the
    /// result.
    public JobClosing closeWriteJob(String job) {
        return jobs.close(job);
    }

    /// Stops a job; what it has saved stays. Sent once. Throws [OrgFailure], with the code
    /// [OrgFailure#WRONG_JOB_STATE] for one that has ended already.
    public WriteJob abortWriteJob(String job) {
        return jobs.abort(job);
    }

    /// How far a job is. Throws [OrgFailure] with the code [OrgFailure#NOT_FOUND] for one that is gone.
    public WriteJob writeJob(String job) {
        return jobs.job(job);
    }

    /// What became of each record of a job that has ended, in the order of the draft that was its data;
    /// empty for a record that the org didn't get to, which is as it was before. Found by the records'
    /// Ids, their key or, where they have neither, all that was sent of them; never by their places,
    /// which the org doesn't keep.
    ///
    /// Throws [OrgFailure]: with the code [OrgFailure#WRONG_JOB_STATE] where the job hasn't ended, and
    /// with [OrgFailure#UNREADABLE_ANSWER] where the org doesn't tell of each record exactly once; then
    /// nothing is known of any.
    public List<Optional<RecordOutcome>> writeJobResults(String job, JobDraft draft) {
        return jobs.results(job, draft);
    }

    /// Removes a job that has ended, and its results; the org would do so by itself after some days.
    /// One that is gone already is fine.
    public void deleteWriteJob(String job) {
        jobs.delete(job);
    }

    /// The requests since sign-in, that of the sign-in included.
    public RequestCounts requests() {
        return requests.soFar();
    }

    /// Ends nothing in the org: its session may be shared. Requests under way fail.
    @Override
    public void close() {
        channel.close();
    }

    private Set<String> polymorphic(ObjectName object) {
        var known = polymorphic.get(object);
        return known == null ? JobTable.polymorphic(describe(object)) : known;
    }

    private boolean isReplicateable(ObjectName object) {
        var known = replicateable.get(object);
        return known == null ? describe(object).is(ObjectTrait.REPLICATEABLE) : known;
    }
}
