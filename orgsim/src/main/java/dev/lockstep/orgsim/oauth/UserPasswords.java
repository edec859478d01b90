package dev.lockstep.orgsim.oauth;

/// What the org's users type to sign in.
public record UserPasswords(String integrationUser, String adminUser) {
    public UserPasswords {
        if (integrationUser.isBlank() || adminUser.isBlank()) {
            throw new IllegalArgumentException("A user needs a password.");
        }
    }

    @Override
    public String toString() {
        return "UserPasswords[]";
    }
}
