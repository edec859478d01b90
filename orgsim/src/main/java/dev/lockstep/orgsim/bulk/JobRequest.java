package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.util.List;
import java.util.Optional;

/// What a client asks for when it creates a query job.
record JobRequest(QueryScope scope, String soql, ColumnDelimiter columnDelimiter, LineEnding lineEnding) {
    private static final String OPERATION = "operation";
    private static final String QUERY = "query";
    private static final String CONTENT_TYPE = "contentType";
    private static final String COLUMN_DELIMITER = "columnDelimiter";
    private static final String LINE_ENDING = "lineEnding";
    private static final List<String> KEYS = List.of(OPERATION, QUERY, CONTENT_TYPE, COLUMN_DELIMITER, LINE_ENDING);

    /// Reads the body of the request.
    ///
    /// @throws RestRefusal when it asks for something else
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_create_job.htm")
    static JobRequest read(HttpCall call) {
        JobEntries entries = JobEntries.read(call, "a query job", KEYS);
        entries.requireOne(CONTENT_TYPE, "CSV");
        return new JobRequest(
                scope(entries.text(OPERATION).orElse("")),
                entries.text(QUERY).orElseThrow(() -> JobEntries.refused("A query job needs a \"query\"")),
                entries.constant(ColumnDelimiter.class, COLUMN_DELIMITER, ColumnDelimiter.COMMA),
                entries.constant(LineEnding.class, LINE_ENDING, LineEnding.LF));
    }

    /// The query in the body of a request, if there is one.
    static Optional<String> queryOf(HttpCall call) {
        return JobEntries.find(call, QUERY);
    }

    private static QueryScope scope(String operation) {
        return switch (operation) {
            case "query" -> QueryScope.LIVE;
            case "queryAll" -> QueryScope.WITH_DELETED;
            default -> throw JobEntries.refused("\"operation\" is query or queryAll, not \"%s\"".formatted(operation));
        };
    }

    /// As the API spells the operation.
    String operation() {
        return switch (scope) {
            case LIVE, WITH_ARCHIVED -> "query";
            case WITH_DELETED -> "queryAll";
        };
    }
}
