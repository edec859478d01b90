package dev.lockstep.orgsim.oauth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Login pages that are open in somebody's browser. A page holds no more than a handle: what the client asked for
/// can't be changed on its way.
///
/// Safe for use by several threads.
final class PendingLogins {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int HANDLE_LENGTH = 40;

    /// Older ones are forgotten, so that pages that nobody fills in don't pile up.
    private static final int MOST_KEPT = 1_000;

    private final InstantSource clock;
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private record Pending(AuthorizationRequest request, Instant until) {}

    PendingLogins(InstantSource clock) {
        this.clock = clock;
    }

    /// Takes a request down and tells the handle of its page.
    synchronized String open(AuthorizationRequest request) {
        String handle = RandomText.of(HANDLE_LENGTH);
        pending.put(handle, new Pending(request, clock.instant().plus(LIFE)));
        if (pending.size() > MOST_KEPT) {
            pending.remove(pending.keySet().iterator().next());
        }
        return handle;
    }

    synchronized Optional<AuthorizationRequest> find(String handle) {
        return Optional.ofNullable(pending.get(handle))
                .filter(login -> !login.until().isBefore(clock.instant()))
                .map(Pending::request);
    }

    /// Whether it was open: a page that is sent twice at once is answered once
    synchronized boolean close(String handle) {
        return pending.remove(handle) != null;
    }
}
