package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.http.FlatJson;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What stands in the body of a request that makes or changes a job.
record JobEntries(Map<String, String> entries) {
    JobEntries {
        entries = Map.copyOf(entries);
    }

    /// All entries of a request.
    ///
    /// @throws RestRefusal when it is no flat JSON object
    @Assumed(reason = "The code is documented for REST; that bulk uses it is believed")
    static Map<String, String> of(HttpCall call) {
        try {
            return FlatJson.read(call.body());
        } catch (IllegalArgumentException unreadable) {
            throw new RestRefusal(400, "JSON_PARSER_ERROR", String.valueOf(unreadable.getMessage()));
        }
    }

    /// One entry of a request that may be anything.
    static Optional<String> find(HttpCall call, String key) {
        try {
            return Optional.ofNullable(FlatJson.read(call.body()).get(key));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The state that a request sets a job to; empty where it asks for anything else.
    ///
    /// @param id of the job
    @Assumed(reason = "Apache Camel repeats the job's Id beside the state, and is believed to work with orgs")
    static Optional<String> wishedState(HttpCall call, String id) {
        Map<String, String> wished = of(call);
        wished.remove("id", id);
        return wished.size() == 1 ? Optional.ofNullable(wished.get("state")) : Optional.empty();
    }

    /// The entries of a request that makes a job.
    ///
    /// @param kind of job, for people
    /// @param keys that such a request may have
    /// @throws RestRefusal when it has another
    static JobEntries read(HttpCall call, String kind, List<String> keys) {
        Map<String, String> entries = of(call);
        entries.keySet().stream().filter(key -> !keys.contains(key)).findFirst().ifPresent(key -> {
            throw refused("Unrecognized field \"%s\"; %s has %s".formatted(key, kind, String.join(", ", keys)));
        });
        return new JobEntries(entries);
    }

    /// What isn't blank.
    Optional<String> text(String key) {
        return Optional.ofNullable(entries.get(key)).filter(text -> !text.isBlank());
    }

    <E extends Enum<E>> E constant(Class<E> kind, String key, E otherwise) {
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

    /// Of an entry that may have one value only, and that one where nothing is said.
    void requireOne(String key, String allowed) {
        String value = entries.getOrDefault(key, allowed);
        if (!value.equals(allowed)) {
            throw refused("\"%s\" is %s, not \"%s\"".formatted(key, allowed, value));
        }
    }

    @Assumed(reason = "A value that isn't allowed is seen as API_ERROR in issues of clients; the words are ours")
    static RestRefusal refused(String message) {
        return new RestRefusal(400, "API_ERROR", message);
    }
}
