package dev.lockstep.model;

/// A password or token that no log line and no error message can spill.
///
/// @param reveal the secret itself, for the one call that needs it
public record Secret(String reveal) {
    public Secret {
        if (reveal.isBlank()) {
            throw new IllegalArgumentException("a secret is blank");
        }
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
