package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.http.HttpCall;
import java.util.List;
import java.util.Optional;

/// What a path below `/services/async/NN.0` names.
sealed interface AsyncResource {
    record Jobs() implements AsyncResource {}

    record Job(String id) implements AsyncResource {}

    record Batches(String job) implements AsyncResource {}

    record Batch(String job, String id) implements AsyncResource {}

    record Request(String job, String batch) implements AsyncResource {}

    record Results(String job, String batch) implements AsyncResource {}

    record Result(String job, String batch, String id) implements AsyncResource {}

    /// The first word isn't `job`.
    record OtherWord() implements AsyncResource {}

    record Unknown() implements AsyncResource {}

    /// Reads a path.
    ///
    /// @param path the decoded segments behind the version
    static AsyncResource of(List<String> path) {
        if (path.isEmpty() || !path.getFirst().equals("job")) {
            return new OtherWord();
        }
        if (path.size() > 2 && !path.get(2).equals("batch")) {
            return new Unknown();
        }
        return switch (path.size()) {
            case 1 -> new Jobs();
            case 2 -> new Job(path.get(1));
            case 3 -> new Batches(path.get(1));
            case 4 -> new Batch(path.get(1), path.get(3));
            case 5 ->
                switch (path.get(4)) {
                    case "request" -> new Request(path.get(1), path.get(3));
                    case "result" -> new Results(path.get(1), path.get(3));
                    default -> new Unknown();
                };
            case 6 -> path.get(4).equals("result") ? new Result(path.get(1), path.get(3), path.get(5)) : new Unknown();
            default -> new Unknown();
        };
    }

    /// The Id of the job that is named.
    default Optional<String> jobId() {
        return switch (this) {
            case Jobs _, OtherWord _, Unknown _ -> Optional.empty();
            case Job(String id) -> Optional.of(id);
            case Batches(String job) -> Optional.of(job);
            case Batch(String job, String _) -> Optional.of(job);
            case Request(String job, String _) -> Optional.of(job);
            case Results(String job, String _) -> Optional.of(job);
            case Result(String job, String _, String _) -> Optional.of(job);
        };
    }

    /// The word in counts and fault rules for what a request does with it.
    default String operation(HttpCall call) {
        boolean isPost = call.method().equals("POST");
        return switch (this) {
            case Jobs _ -> "createJob";
            case Job _ -> isPost ? changeOf(call) : "job";
            case Batches _ -> isPost ? "createBatch" : "batches";
            case Batch _ -> "batch";
            case Request _ -> "batchRequest";
            case Results _ -> "batchResult";
            case Result _ -> "queryResult";
            case OtherWord _, Unknown _ -> "unknown";
        };
    }

    private static String changeOf(HttpCall call) {
        return JobEntries.find(call, "state").equals(Optional.of(AsyncJob.State.ABORTED.text()))
                ? "abortJob"
                : "closeJob";
    }
}
