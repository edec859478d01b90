package dev.lockstep.orgsim.oauth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A user's word that a client may sign in again and again: the refresh token that stands for it, those that did
/// before, and the sessions that came of it. Not safe for several threads.
final class Approval {
    private static final String PREFIX = "5Aep861";
    private static final int SECRET_LENGTH = 80;

    private final ConnectedClient client;
    private final String userId;
    private final Scope scope;
    private final Set<String> spentTokens = new HashSet<>();
    private final List<String> sessionTokens = new ArrayList<>();
    private final Instant since;
    private String refreshToken = newToken();
    private Instant lastUse;

    Approval(ConnectedClient client, String userId, Scope scope, Instant now) {
        this.client = client;
        this.userId = userId;
        this.scope = scope;
        this.since = now;
        this.lastUse = now;
    }

    private static String newToken() {
        return PREFIX + RandomText.of(SECRET_LENGTH);
    }

    boolean belongsTo(ConnectedClient otherClient) {
        return client.id().equals(otherClient.id());
    }

    String userId() {
        return userId;
    }

    Scope scope() {
        return scope;
    }

    boolean isFor(ConnectedClient otherClient, String otherUserId) {
        return belongsTo(otherClient) && userId.equals(otherUserId);
    }

    String refreshToken() {
        return refreshToken;
    }

    boolean hasSpent(String token) {
        return spentTokens.contains(token);
    }

    Instant since() {
        return since;
    }

    Instant lastUse() {
        return lastUse;
    }

    void used(Instant now) {
        lastUse = now;
    }

    /// Puts a new refresh token in the place of the one that was used.
    String rotate() {
        spentTokens.add(refreshToken);
        refreshToken = newToken();
        return refreshToken;
    }

    void add(Session session, Sessions sessions) {
        sessionTokens.removeIf(token -> !sessions.isOpen(token));
        sessionTokens.add(session.token());
    }

    /// Ends the sessions that came of it.
    void end(Sessions sessions) {
        sessionTokens.forEach(sessions::close);
    }
}
