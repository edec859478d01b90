package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.org.OrgUser;

/// Somebody who is signed in.
public record Session(String token, OrgUser user, Origin origin) {
    /// How somebody signed in.
    public sealed interface Origin {
        /// By name and password, without a client.
        record Login() implements Origin {}

        /// By way of a client.
        record App(ConnectedClient client, Scope scope) implements Origin {}
    }

    boolean isOf(ConnectedClient client) {
        return switch (origin) {
            case Origin.Login() -> false;
            case Origin.App(ConnectedClient its, Scope _) -> its.id().equals(client.id());
        };
    }

    @Override
    public String toString() {
        return "Session[user=%s]".formatted(user.username());
    }
}
