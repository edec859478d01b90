package dev.lockstep.orgsim.bulk;

import java.util.List;
import java.util.Locale;

/// What a path below `jobs/query` names.
sealed interface BulkResource {
    record Jobs() implements BulkResource {}

    record Job(String id) implements BulkResource {}

    record Results(String id) implements BulkResource {}

    record ResultPages(String id) implements BulkResource {}

    record Unknown() implements BulkResource {}

    /// Reads a path.
    ///
    /// @param path the decoded segments behind `jobs`
    static BulkResource of(List<String> path) {
        if (path.isEmpty() || !path.getFirst().equals("query")) {
            return new Unknown();
        }
        return switch (path.size()) {
            case 1 -> new Jobs();
            case 2 -> new Job(path.get(1));
            case 3 ->
                switch (path.get(2).toLowerCase(Locale.ROOT)) {
                    case "results" -> new Results(path.get(1));
                    case "resultpages" -> new ResultPages(path.get(1));
                    default -> new Unknown();
                };
            default -> new Unknown();
        };
    }

    /// The word in counts and fault rules for what a method does with it.
    default String operation(String method) {
        return switch (this) {
            case Jobs _ -> method.equals("POST") ? "createQueryJob" : "queryJobs";
            case Job _ ->
                switch (method) {
                    case "PATCH" -> "abortQueryJob";
                    case "DELETE" -> "deleteQueryJob";
                    default -> "queryJob";
                };
            case Results _ -> "queryJobResults";
            case ResultPages _ -> "queryJobResultPages";
            case Unknown _ -> "unknown";
        };
    }
}
