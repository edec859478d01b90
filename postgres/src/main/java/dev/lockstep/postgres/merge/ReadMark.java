package dev.lockstep.postgres.merge;

import java.time.Instant;

/// What was known just before records were asked for; taken before the query begins, never after.
///
/// @param settleMark the settle mark of the trigger log: outcomes settled under a higher number may be missing in what
/// the query returns
/// @param orgTimeBefore the org's time
public record ReadMark(Reading reading, long settleMark, Instant orgTimeBefore) {
    public ReadMark {
        if (settleMark < 0) {
            throw new IllegalArgumentException("a settle mark is never negative: " + settleMark);
        }
    }
}
