package dev.lockstep.salesforce;

import dev.lockstep.model.ObjectDescription;
import dev.lockstep.model.ObjectName;
import java.time.Instant;
import java.util.List;

/// A signed-in org. Safe for several threads. Every time it tells or takes is the org's own.
///
/// Reads are repeated a few times by themselves where the org is away for a moment; a write never is, but for the one
/// case that the org answered that the session is over, which it does before it looks at a record.
public final class Org implements AutoCloseable {
    private Org() {}

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T unfinished() {
        throw new UnsupportedOperationException("the transport follows");
    }

    /// Signs in. Throws [OrgFailure].
    public static Org signIn(OrgSettings settings) {
        return unfinished();
    }

    public OrgIdentity identity() {
        return unfinished();
    }

    /// The org's time.
    public Instant now() {
        return unfinished();
    }

    /// The names of the objects that the user may see.
    public List<ObjectName> objects() {
        return unfinished();
    }

    /// An object as the user may see it. Fields of a type that this version doesn't know are left out, with a warning
    /// in the log.
    public ObjectDescription describe(ObjectName object) {
        return unfinished();
    }

    /// The records that a query finds, with these columns of them in this order; they need not be in the order of the
    /// SELECT. The first page is fetched before this returns.
    public RowPages query(String soql, QueryScope scope, List<QueryColumn> columns) {
        return unfinished();
    }

    /// Up to when everything that changed can be read by now: before that point no transaction is still running.
    /// `from` and `to` are at least a minute apart, at most 30 days ago. Throws [OrgFailure] with the code
    /// [OrgFailure#NOT_REPLICATEABLE] for an object of which the org doesn't tell.
    public Instant coveredUntil(ObjectName object, Instant from, Instant to) {
        return unfinished();
    }

    /// Writes, once. It never throws [OrgFailure]: what went wrong is in the result.
    public SendResult send(WriteCall call) {
        return unfinished();
    }

    public RequestCounts requests() {
        return unfinished();
    }

    /// Ends nothing in the org: its session may be shared. Requests under way fail.
    @Override
    public void close() {}
}
