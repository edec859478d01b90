package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.IngestOperation;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.QueryScope;
import java.util.Optional;

/// What a job does.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_jobinfo.htm")
sealed interface Operation {
    String QUERY = "query";
    String QUERY_ALL = "queryAll";

    record Save(IngestOperation how) implements Operation {}

    record Query(QueryScope scope) implements Operation {}

    /// As the API spells it, which is the only spelling that it takes.
    static Optional<Operation> of(String text) {
        return switch (text) {
            case QUERY -> Optional.of(new Query(QueryScope.LIVE));
            case QUERY_ALL -> Optional.of(new Query(QueryScope.WITH_DELETED));
            default -> IngestOperation.of(text).map(Save::new);
        };
    }

    default String text() {
        return switch (this) {
            case Save(IngestOperation how) -> how.text();
            case Query(QueryScope scope) ->
                switch (scope) {
                    case LIVE, WITH_ARCHIVED -> QUERY;
                    case WITH_DELETED -> QUERY_ALL;
                };
        };
    }
}
