package dev.lockstep.orgsim.org;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The org's time: that of another clock, and so much ahead of it or behind. Whoever advances it lets sessions, jobs
/// and limits pass faster.
///
/// Safe for use by several threads.
public final class OrgClock implements InstantSource {
    private final InstantSource source;
    private volatile Duration ahead;

    /// A clock that goes as another one does.
    ///
    /// @param ahead below zero for a clock that is behind
    public OrgClock(InstantSource source, Duration ahead) {
        this.source = source;
        this.ahead = ahead;
    }

    /// The clock itself where it can be moved already.
    public static OrgClock of(InstantSource source) {
        return source instanceof OrgClock clock ? clock : new OrgClock(source, Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return source.instant().plus(ahead);
    }

    /// How far it is from the clock below; below zero where it is behind.
    public Duration ahead() {
        return ahead;
    }

    /// Puts the clock forward. It never goes back: an org's stamps don't either.
    ///
    /// @throws IllegalArgumentException when time is to go back
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("An org's clock can't be put back by %s.".formatted(time.negated()));
        }
        ahead = ahead.plus(time);
    }
}
