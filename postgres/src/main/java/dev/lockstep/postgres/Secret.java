package dev.lockstep.postgres;

/// A password, which no log line and no error message can spill.
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "(secret)";
    }
}
