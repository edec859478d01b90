package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.FlatJson;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a client asks for when it creates a job.
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
    static JobRequest read(byte[] body) {
        Map<String, String> entries = entries(body);
        entries.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw refused("Unrecognized field \"%s\"; a query job has %s".formatted(key, String.join(", ", KEYS)));
        });
        one("CSV", CONTENT_TYPE, entries.getOrDefault(CONTENT_TYPE, "CSV"));
        return new JobRequest(
                scope(entries),
                Optional.ofNullable(entries.get(QUERY))
                        .filter(query -> !query.isBlank())
                        .orElseThrow(() -> refused("A query job needs a \"query\"")),
                constant(ColumnDelimiter.class, COLUMN_DELIMITER, entries, ColumnDelimiter.COMMA),
                constant(LineEnding.class, LINE_ENDING, entries, LineEnding.LF));
    }

    /// The query in the body of a request, if there is one.
    static Optional<String> queryOf(HttpCall call) {
        try {
            return Optional.ofNullable(FlatJson.read(call.body()).get(QUERY));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Assumed(reason = "The code is documented for REST; that bulk uses it is believed")
    private static Map<String, String> entries(byte[] body) {
        try {
            return FlatJson.read(body);
        } catch (IllegalArgumentException unreadable) {
            throw new RestRefusal(400, "JSON_PARSER_ERROR", String.valueOf(unreadable.getMessage()));
        }
    }

    private static QueryScope scope(Map<String, String> entries) {
        String operation = entries.getOrDefault(OPERATION, "");
        return switch (operation) {
            case "query" -> QueryScope.LIVE;
            case "queryAll" -> QueryScope.WITH_DELETED;
            default -> throw refused("\"operation\" is query or queryAll, not \"%s\"".formatted(operation));
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> kind, String key, Map<String, String> entries, E otherwise) {
        String name = entries.getOrDefault(key, otherwise.name());
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> refused("\"%s\" is one of %s, not \"%s\""
                        .formatted(
                                key,
                                Arrays.stream(kind.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ")),
                                name)));
    }

    private static void one(String allowed, String key, String value) {
        if (!value.equals(allowed)) {
            throw refused("\"%s\" is %s, not \"%s\"".formatted(key, allowed, value));
        }
    }

    @Assumed(reason = "A value that isn't allowed is seen as API_ERROR in issues of clients; the words are ours")
    private static RestRefusal refused(String message) {
        return new RestRefusal(400, "API_ERROR", message);
    }

    /// As the API spells the operation.
    String operation() {
        return switch (scope) {
            case LIVE -> "query";
            case WITH_DELETED -> "queryAll";
        };
    }
}
