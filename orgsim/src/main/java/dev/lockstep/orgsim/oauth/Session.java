package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.org.OrgUser;

/// Somebody who is signed in.
public record Session(String token, OrgUser user) {
    @Override
    public String toString() {
        return "Session[user=%s]".formatted(user.username());
    }
}
