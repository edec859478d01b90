package dev.lockstep.orgsim.oauth;

import java.util.Optional;

/// What a client gets that has signed in.
///
/// @param refreshToken a new one; absent where the client gets none, or keeps the one that it has
record Grant(Session session, Scope scope, Optional<String> refreshToken) {
    /// Of a client that can't refresh its session.
    static Grant plain(Session session) {
        return new Grant(session, Scope.PLAIN, Optional.empty());
    }

    @Override
    public String toString() {
        return "Grant[%s]".formatted(session);
    }
}
