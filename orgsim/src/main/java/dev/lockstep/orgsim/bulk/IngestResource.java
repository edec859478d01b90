package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.http.HttpCall;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a path below `jobs/ingest` names.
sealed interface IngestResource {
    record Jobs() implements IngestResource {}

    record Job(String id) implements IngestResource {}

    record Batches(String id) implements IngestResource {}

    record Results(String id, Part part) implements IngestResource {}

    record Unknown() implements IngestResource {}

    /// Which rows of a job are asked for.
    enum Part {
        SUCCESSFUL("ingestJobSuccessfulResults"),
        FAILED("ingestJobFailedResults"),
        UNPROCESSED("ingestJobUnprocessedRecords");

        private final String operation;

        Part(String operation) {
            this.operation = operation;
        }
    }

    /// Reads a path. Clients spell the last word in small letters or not.
    ///
    /// @param path the decoded segments behind `ingest`
    static IngestResource of(List<String> path) {
        return switch (path.size()) {
            case 0 -> new Jobs();
            case 1 -> new Job(path.getFirst());
            case 2 ->
                switch (path.getLast().toLowerCase(Locale.ROOT)) {
                    case "batches" -> new Batches(path.getFirst());
                    case "successfulresults" -> new Results(path.getFirst(), Part.SUCCESSFUL);
                    case "failedresults" -> new Results(path.getFirst(), Part.FAILED);
                    case "unprocessedrecords" -> new Results(path.getFirst(), Part.UNPROCESSED);
                    default -> new Unknown();
                };
            default -> new Unknown();
        };
    }

    /// The Id of the job that is named.
    default Optional<String> job() {
        return switch (this) {
            case Jobs _, Unknown _ -> Optional.empty();
            case Job(String id) -> Optional.of(id);
            case Batches(String id) -> Optional.of(id);
            case Results(String id, Part _) -> Optional.of(id);
        };
    }

    /// The word in counts and fault rules for what a request does with it.
    default String operation(HttpCall call) {
        return switch (this) {
            case Jobs _ -> call.method().equals("POST") ? "createIngestJob" : "ingestJobs";
            case Job _ ->
                switch (call.method()) {
                    case "PATCH" -> isAbort(call) ? "abortIngestJob" : "closeJob";
                    case "DELETE" -> "deleteIngestJob";
                    default -> "ingestJob";
                };
            case Batches _ -> "uploadJobData";
            case Results(String _, Part part) -> part.operation;
            case Unknown _ -> "unknown";
        };
    }

    private static boolean isAbort(HttpCall call) {
        return JobEntries.find(call, "state").equals(Optional.of(IngestState.ABORTED.text()));
    }
}
