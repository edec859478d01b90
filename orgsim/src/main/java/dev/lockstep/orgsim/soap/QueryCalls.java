package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.cursor.Cursors;
import dev.lockstep.orgsim.cursor.Page;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FaultKind;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// `query`, `queryAll`, `queryMore`, `retrieve`.
final class QueryCalls {
    private static final int MOST_RETRIEVED = 2000;

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_queryoptions.htm")
    private static final int DEFAULT_PAGE = 500;

    private final SimulatedOrg org;
    private final Cursors cursors;

    QueryCalls(SimulatedOrg org, Cursors cursors) {
        this.org = org;
        this.cursors = cursors;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "query",
                (call, out) -> query(call, QueryScope.LIVE, out),
                "queryAll",
                (call, out) -> query(call, QueryScope.WITH_DELETED, out),
                "queryMore",
                this::queryMore,
                "retrieve",
                this::retrieve);
    }

    private void query(SoapCall call, QueryScope scope, XmlWriter out) {
        OrgUser user = call.user();
        int pageSize = Cursors.pageSize(call.batchSize().orElse(DEFAULT_PAGE));
        var answer = org.query(call.argument("queryString"), scope);
        page(out, cursors.first(user, answer, pageSize));
    }

    private void queryMore(SoapCall call, XmlWriter out) {
        OrgUser user = call.user();
        OptionalInt pageSize =
                call.batchSize().stream().mapToInt(Cursors::pageSize).findFirst();
        page(out, cursors.next(user, call.argument("queryLocator"), pageSize));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_query_queryresult.htm")
    private static void page(XmlWriter out, Page page) {
        out.start("result").type("QueryResult").text("done", page.isLast());
        page.next().ifPresentOrElse(next -> out.text("queryLocator", next), () -> out.nil("queryLocator"));
        page.rows().forEach(row -> RecordXml.write(out, "records", row));
        out.text("size", Math.toIntExact(page.answer().totalSize())).end();
    }

    /// The records come in the order of the Ids, nil for each that isn't there.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_retrieve.htm")
    private void retrieve(SoapCall call, XmlWriter out) {
        call.session();
        List<RecordId> ids =
                call.operation().textsOf("ids").stream().map(QueryCalls::id).toList();
        if (ids.size() > MOST_RETRIEVED) {
            throw SoapFault.unexpected(
                    "EXCEEDED_ID_LIMIT", "retrieve limit reached. cannot retrieve more than 2000 records in this call");
        }
        Map<String, QueryRow> found = rows(call.argument("fieldList"), call.argument("sObjectType"), ids);
        for (RecordId id : ids) {
            QueryRow row = found.get(id.text18());
            if (row == null) {
                out.nil("result");
            } else {
                RecordXml.write(out, "result", row);
            }
        }
    }

    private Map<String, QueryRow> rows(String fields, String object, List<RecordId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String wanted = ids.stream().map(id -> "'" + id.text18() + "'").collect(Collectors.joining(","));
        var answer = org.query(
                "SELECT %s FROM %s WHERE Id IN (%s)".formatted(fields, object, wanted), QueryScope.WITH_ARCHIVED);
        Map<String, QueryRow> rows = new HashMap<>();
        answer.rows(0, MOST_RETRIEVED).forEach(row -> row.id().ifPresent(id -> rows.put(id, row)));
        return rows;
    }

    @Assumed(reason = "One Id that can't be one refuses the whole call.")
    private static RecordId id(String text) {
        return RecordId.parse(text)
                .orElseThrow(() -> new OrgFault(FaultKind.INVALID_ID, "MALFORMED_ID", "malformed id " + text));
    }
}
