package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.OrgUser;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who is signed in. In memory alone: a restart signs everybody out.
///
/// Safe for use by several threads.
public final class Sessions {
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.admin_sessions.htm")
    public static final Duration IDLE_LIMIT = Duration.ofHours(2);

    private static final int SECRET_LENGTH = 94;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";

    private final String organizationId15;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Open> open = new HashMap<>();

    private record Open(Session session, Instant lastUse) {}

    public Sessions(String organizationId15, InstantSource clock) {
        this.organizationId15 = organizationId15;
        this.clock = clock;
    }

    /// A new session; those that the user already has live on.
    @Assumed(reason = "A token is the organization's 15 characters, an exclamation mark and an opaque rest.")
    public synchronized Session open(OrgUser user) {
        var token = new StringBuilder(organizationId15).append("!AQ");
        for (int i = 0; i < SECRET_LENGTH; i++) {
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        Session session = new Session(token.toString(), user);
        open.put(session.token(), new Open(session, clock.instant()));
        return session;
    }

    /// The session of a token, if it is still open; being asked for counts as use.
    public synchronized Optional<Session> find(String token) {
        Instant now = clock.instant();
        Open found = open.get(token);
        if (found == null || found.lastUse().plus(IDLE_LIMIT).isBefore(now)) {
            open.remove(token);
            return Optional.empty();
        }
        open.put(token, new Open(found.session(), now));
        return Optional.of(found.session());
    }

    /// Signs one session out.
    ///
    /// @return whether it was open
    public synchronized boolean close(String token) {
        return open.remove(token) != null;
    }

    /// Signs everybody out, as an administrator can.
    public synchronized void closeAll() {
        open.clear();
    }
}
