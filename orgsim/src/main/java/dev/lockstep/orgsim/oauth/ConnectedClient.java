package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;

/// An application that may sign in, as an administrator would have set it up in the org.
public record ConnectedClient(String id, String secret, RunsAs runsAs) {
    /// Whose rights the client's tokens have, and who its changes are said to be by.
    public enum RunsAs {
        INTEGRATION_USER,
        ADMIN_USER
    }

    public ConnectedClient {
        if (id.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("A client needs an id and a secret.");
        }
    }

    /// The user that the client acts as.
    public OrgUser user(SimulatedOrg org) {
        return switch (runsAs) {
            case INTEGRATION_USER -> org.integrationUser();
            case ADMIN_USER -> org.adminUser();
        };
    }

    @Override
    public String toString() {
        return "ConnectedClient[id=%s, runsAs=%s]".formatted(id, runsAs);
    }
}
