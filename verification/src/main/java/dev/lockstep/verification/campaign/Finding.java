package dev.lockstep.verification.campaign;

import java.util.List;

/// What a schedule found.
///
/// @param listed changes on the list of errors with a cause that allows it
/// @param lost changes that were acknowledged and are neither on both sides nor on that list
/// @param doubled things that are there more than once, or ever were
/// @param different records or rows that don't agree, versions out of order, and schedules that came to no end
record Finding(long listed, long lost, long doubled, long different) {
    boolean isClean() {
        return lost == 0 && doubled == 0 && different == 0;
    }

    Finding plusDifferent() {
        return new Finding(listed, lost, doubled, different + 1);
    }

    static Finding sum(List<Finding> findings) {
        long listed = 0;
        long lost = 0;
        long doubled = 0;
        long different = 0;
        for (var finding : findings) {
            listed += finding.listed;
            lost += finding.lost;
            doubled += finding.doubled;
            different += finding.different;
        }
        return new Finding(listed, lost, doubled, different);
    }

    @Override
    public String toString() {
        return "listed %d lost %d doubled %d different %d".formatted(listed, lost, doubled, different);
    }
}
