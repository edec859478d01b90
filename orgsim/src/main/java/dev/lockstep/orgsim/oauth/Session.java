package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.org.OrgUser;

/// Somebody who is signed in.
public record Session(String token, OrgUser user, Origin origin) {
    /// How somebody signed in.
    public sealed interface Origin {
        /// By name and password, without a client.
        record Login() implements Origin {}

        /// By way of a client.
        ///
        /// @param instanceUrl how the client reached the org
        record App(ConnectedClient client, Scope scope, String instanceUrl) implements Origin {}
    }

    boolean isOf(ConnectedClient client) {
        return switch (origin) {
            case Origin.Login() -> false;
            case Origin.App app -> app.client().id().equals(client.id());
        };
    }

    /// Whether its token says all that there is to know: it opens the REST APIs alone, and its end is fixed.
    public boolean isSelfContained() {
        return switch (origin) {
            case Origin.Login() -> false;
            case Origin.App app -> app.client().has(AppOption.JWT_ACCESS_TOKENS);
        };
    }

    @Override
    public String toString() {
        return "Session[user=%s]".formatted(user.username());
    }
}
