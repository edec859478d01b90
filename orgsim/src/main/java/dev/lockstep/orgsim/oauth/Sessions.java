package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.OrgUser;
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
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final Duration idleLimit;
    private final Map<String, Open> open = new HashMap<>();

    private record Open(Session session, Instant since, Instant lastUse) {}

    /// Nobody is signed in yet.
    ///
    /// @param idleLimit how long a session lives without use
    public Sessions(String organizationId15, InstantSource clock, Duration idleLimit) {
        this.tokens = new AccessTokens(organizationId15);
        this.clock = clock;
        this.idleLimit = idleLimit;
    }

    AccessTokens tokens() {
        return tokens;
    }

    public Duration idleLimit() {
        return idleLimit;
    }

    /// A new session; those that the user already has live on.
    public synchronized Session open(OrgUser user, Session.Origin origin) {
        Instant now = clock.instant();
        open.values().removeIf(session -> isOver(session, now));
        Session session = new Session(tokens.make(user, origin, now, now.plus(idleLimit)), user, origin);
        open.put(session.token(), new Open(session, now, now));
        return session;
    }

    /// The session of a token, if it is still open; being asked for counts as use.
    public synchronized Optional<Session> find(String token) {
        Instant now = clock.instant();
        Open found = open.get(token);
        if (found == null) {
            return Optional.empty();
        }
        if (isOver(found, now)) {
            open.remove(token);
            return Optional.empty();
        }
        if (countsAsUse(found, now)) {
            open.put(token, new Open(found.session(), found.since(), now));
        }
        return Optional.of(found.session());
    }

    /// Whether [#find] would find it. Asking is no use.
    synchronized boolean isOpen(String token) {
        Open found = open.get(token);
        return found != null && !isOver(found, clock.instant());
    }

    /// What is known of a client's token, if its session is open. Asking is no use.
    synchronized Optional<TokenStatus> status(ConnectedClient client, String token) {
        return Optional.ofNullable(open.get(token))
                .filter(found -> found.session().isOf(client) && !isOver(found, clock.instant()))
                .flatMap(this::status);
    }

    private Optional<TokenStatus> status(Open found) {
        return switch (found.session().origin()) {
            case Session.Origin.Login() -> Optional.empty();
            case Session.Origin.App app ->
                Optional.of(new TokenStatus(
                        "access_token",
                        app.scope(),
                        found.session().user(),
                        found.since(),
                        Optional.of(found.lastUse().plus(idleLimit))));
        };
    }

    /// A session that the user has by way of the client already; being handed out counts as use.
    synchronized Optional<Session> findOf(ConnectedClient client, OrgUser user) {
        return open.values().stream()
                .map(Open::session)
                .filter(session -> session.isOf(client) && session.user().id().equals(user.id()))
                .toList()
                .stream()
                .flatMap(session -> find(session.token()).stream())
                .findFirst();
    }

    private boolean isOver(Open session, Instant now) {
        return session.lastUse().plus(idleLimit).isBefore(now);
    }

    /// Use in the first half of the time goes unnoticed: a session that was only used then ends as if it never
    /// was.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.admin_sessions.htm")
    private boolean countsAsUse(Open session, Instant now) {
        return !session.session().isSelfContained()
                && !now.isBefore(session.lastUse().plus(idleLimit.dividedBy(2)));
    }

    /// Signs one session out.
    ///
    /// @return whether it was open
    public synchronized boolean close(String token) {
        Open closed = open.remove(token);
        return closed != null && !isOver(closed, clock.instant());
    }

    /// Signs everybody out, as an administrator can.
    public synchronized void closeAll() {
        open.clear();
    }
}
