package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.cursor.Cursors;
import dev.lockstep.orgsim.cursor.Page;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/// `/query`, `/queryAll` and their further pages.
final class QueryAnswers {
    private static final int DEFAULT_PAGE = 2000;

    private final SimulatedOrg org;
    private final Cursors cursors;

    QueryAnswers(SimulatedOrg org, Cursors cursors) {
        this.org = org;
        this.cursors = cursors;
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm")
    Answer first(HttpCall call, ApiVersion version, OrgUser user, QueryScope scope) {
        String soql = call.parameter("q")
                .orElseThrow(() -> new RestRefusal(400, "MALFORMED_QUERY", "A query string has to be specified"));
        int pageSize = wishedPageSize(call).orElse(DEFAULT_PAGE);
        return page(version, cursors.first(user, org.query(soql, scope), pageSize));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query_more_results.htm")
    Answer next(HttpCall call, ApiVersion version, OrgUser user, String locator) {
        return page(version, cursors.next(user, locator, wishedPageSize(call)));
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_queryoptions.htm")
    private static OptionalInt wishedPageSize(HttpCall call) {
        Optional<String> option = call.header("Sforce-Query-Options").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(part -> part.matches("(?i)batchSize\\s*=\\s*\\d{1,9}"))
                .findFirst();
        return option.stream()
                .mapToInt(part -> Cursors.pageSize(
                        Integer.parseInt(part.substring(part.indexOf('=') + 1).strip())))
                .findFirst();
    }

    private static Answer page(ApiVersion version, Page page) {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeNumberProperty("totalSize", page.answer().totalSize());
            json.writeBooleanProperty("done", page.isLast());
            page.next()
                    .ifPresent(next ->
                            json.writeStringProperty("nextRecordsUrl", RestAnswers.root(version) + "/query/" + next));
            json.writeArrayPropertyStart("records");
            page.rows().forEach(row -> RecordJson.write(json, version, row));
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
