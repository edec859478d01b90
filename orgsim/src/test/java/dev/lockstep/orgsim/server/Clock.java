package dev.lockstep.orgsim.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The org's time, which a test moves.
final class Clock implements InstantSource {
    private volatile Instant now;

    Clock(String start) {
        now = Instant.parse(start);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
