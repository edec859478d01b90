package dev.lockstep.orgsim.bulk;

import java.time.Duration;
import java.time.Instant;

/// When a job, or a batch of one, is worked on: for a third of its time it waits.
///
/// @param start from when on it waits
/// @param takes until its end
public record JobTime(Instant start, Duration takes) {
    public Instant begins() {
        return start.plus(takes.dividedBy(3));
    }

    public Instant ends() {
        return start.plus(takes);
    }

    /// When the work is to have so many of so many rows behind it: they are spread evenly over the time.
    public Instant due(long done, long of) {
        Duration work = Duration.between(begins(), ends());
        return begins().plus(Duration.ofNanos(Math.round((double) work.toNanos() * done / of)));
    }

    /// How long it was worked on, until its end.
    public Duration worked(Instant end) {
        return end.isBefore(begins()) ? Duration.ZERO : Duration.between(begins(), end);
    }

    /// How long it took with the time that it waited, if it was worked on.
    public Duration took(Instant end) {
        return end.isBefore(begins()) ? Duration.ZERO : Duration.between(start, end);
    }
}
