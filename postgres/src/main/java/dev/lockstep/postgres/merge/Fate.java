package dev.lockstep.postgres.merge;

import java.util.Arrays;

/// What becomes of a staged record in one slice. The plan of a slice holds these names.
enum Fate {
    /// A newer version of the record stands in the same slice.
    SUPERSEDED(Remains.NO),
    /// The row is what the org has.
    SAME(Remains.NO),
    /// It is deleted, and there is no row.
    GONE(Remains.NO),
    /// It may be older than what was settled, or than the row: to be read again.
    STALE(Remains.NO),
    /// An insert of unknown outcome may have made it.
    HELD(Remains.YES),
    /// An application holds the row.
    LEFT(Remains.YES),
    /// It is deleted, but its row has changes that wait: these are refused by the org and then decided upon.
    WAITING(Remains.YES),
    /// Its deletion waits to be sent.
    SKIPPED(Remains.NO),
    /// The database would refuse it.
    REFUSED(Remains.NO),
    DELETE(Remains.NO),
    /// The row takes all columns.
    UPDATE(Remains.NO),
    /// The row takes the columns that no waiting change keeps.
    MERGE(Remains.NO),
    INSERT(Remains.NO);

    /// Whether the record stays staged, for the next merge to look at.
    enum Remains {
        YES,
        NO
    }

    private final Remains remains;

    Fate(Remains remains) {
        this.remains = remains;
    }

    static String[] thatStay() {
        return Arrays.stream(values())
                .filter(fate -> fate.remains == Remains.YES)
                .map(Fate::name)
                .toArray(String[]::new);
    }
}
