package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.cursor.QueriedObject;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.PreparedQuery;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.RestRefusal;
import dev.lockstep.orgsim.soql.Construct;
import dev.lockstep.orgsim.soql.Soql;
import java.util.Locale;
import java.util.Set;

/// Which queries bulk takes: fewer than the other APIs.
public final class BulkQueryRules {
    /// In small letters.
    @Assumed(reason = "Lists of clients name these; the documents name none")
    private static final Set<String> OBJECTS_WITHOUT_BULK = Set.of(
            "acceptedeventrelation",
            "attachedcontentnote",
            "casestatus",
            "contractstatus",
            "declinedeventrelation",
            "eventwhorelation",
            "fieldsecurityclassification",
            "orderstatus",
            "partnerrole",
            "quotetemplaterichtextdata",
            "recentlyviewed",
            "solutionstatus",
            "taskpriority",
            "taskstatus",
            "taskwhorelation",
            "undecidedeventrelation");

    private BulkQueryRules() {}

    /// Looks at the query of a new job.
    ///
    /// @throws RestRefusal when bulk doesn't take it
    /// @throws dev.lockstep.orgsim.org.OrgFault when no API would
    static void require(SimulatedOrg org, String soql, QueryScope scope) {
        Soql.constructs(soql).stream().findFirst().ifPresent(construct -> {
            throw refused(construct);
        });
        QueriedObject.of(soql).ifPresent(BulkQueryRules::refuseObjectsWithoutBulk);
        refuseCompounds(org.prepare(soql, scope));
    }

    /// Whether bulk offers an object at all, to whichever of its APIs.
    public static boolean offers(String object) {
        return !OBJECTS_WITHOUT_BULK.contains(object.toLowerCase(Locale.ROOT));
    }

    /// Whether a query selects addresses or places as a whole, which bulk doesn't.
    public static boolean selectsCompounds(PreparedQuery query) {
        return query.columns().stream()
                .flatMap(column -> column.field().stream())
                .anyMatch(field -> field.type().isCompound());
    }

    /// Whether a column is bytes, which no bulk query tells.
    public static boolean selectsBlobs(PreparedQuery query) {
        return query.columns().stream()
                .flatMap(column -> column.field().stream())
                .anyMatch(field -> field.type() == FieldKind.BASE64);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/queries.htm")
    @Assumed(
            reason = "The code and the words for queries of children are in a client's tests; the other words are ours")
    private static RestRefusal refused(Construct construct) {
        return refused(
                switch (construct) {
                    case CHILDREN -> "Aggregate Relationships not supported in Bulk V2 Query with CSV content type";
                    case GROUP_BY -> "GROUP BY not supported in Bulk V2 Query";
                    case OFFSET -> "OFFSET not supported in Bulk V2 Query";
                    case TYPEOF -> "TYPEOF not supported in Bulk V2 Query";
                    case AGGREGATE -> "Aggregate functions not supported in Bulk V2 Query";
                    case FIELDS -> "FIELDS() not supported in Bulk V2 Query";
                });
    }

    @Assumed(reason = "Code and words are in a client's handling of errors")
    private static void refuseObjectsWithoutBulk(String object) {
        if (!offers(object)) {
            throw new RestRefusal(400, "INVALIDENTITY", object + " is not supported by the Bulk API");
        }
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_create_job.htm")
    @Assumed(reason = "Code and words are in issues and tests of several clients")
    private static void refuseCompounds(PreparedQuery query) {
        if (selectsBlobs(query)) {
            throw refused("Binary field not supported");
        }
        if (selectsCompounds(query)) {
            throw refused("Selecting compound data not supported in Bulk Query");
        }
    }

    private static RestRefusal refused(String message) {
        return new RestRefusal(400, "API_ERROR", message);
    }
}
