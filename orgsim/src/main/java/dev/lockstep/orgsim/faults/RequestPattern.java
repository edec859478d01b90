package dev.lockstep.orgsim.faults;

import java.util.Optional;

/// Which requests a rule is about; what is absent matches all. Case doesn't matter.
///
/// @param object matches when it is one of the objects that the request names
public record RequestPattern(Optional<Api> api, Optional<String> operation, Optional<String> object) {
    public static final RequestPattern ANY = new RequestPattern(Optional.empty(), Optional.empty(), Optional.empty());

    public static RequestPattern of(Api api, String operation) {
        return new RequestPattern(Optional.of(api), Optional.of(operation), Optional.empty());
    }

    public static RequestPattern of(Api api, String operation, String object) {
        return new RequestPattern(Optional.of(api), Optional.of(operation), Optional.of(object));
    }

    public boolean matches(ApiOperation request) {
        return api.map(request.api()::equals).orElse(true)
                && operation.map(request.name()::equalsIgnoreCase).orElse(true)
                && object.map(name -> request.objects().stream().anyMatch(name::equalsIgnoreCase))
                        .orElse(true);
    }
}
