package dev.lockstep.postgres.merge;

import java.util.Arrays;

/// Why records were read. It stays with each staged record, since one merge may find records of several readings.
public enum Reading {
    /// All records.
    LOAD,
    /// Those changed since the watermark.
    POLL,
    /// Single ones by Id, because what was read before may have been old. Applied whatever their stamp says.
    REREAD,
    /// Single ones by Id after their changes were sent. Where the row differs although the org has what was sent,
    /// capture missed a change: it is captured instead of overwritten.
    READ_BACK,
    /// Ids known to be deleted: by the org's own list, or by a sweep that proved their absence.
    DELETIONS;

    /// Whether an older stamp than the row's means that an older state arrives late.
    private boolean trustsStamps() {
        return this == LOAD || this == POLL || this == DELETIONS;
    }

    static String[] trustingStamps() {
        return Arrays.stream(values())
                .filter(Reading::trustsStamps)
                .map(Reading::name)
                .toArray(String[]::new);
    }
}
