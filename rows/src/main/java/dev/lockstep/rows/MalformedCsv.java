package dev.lockstep.rows;

import java.io.Serial;

/// CSV that can't be read: nobody knows what its record means, so none of its page arrives.
public final class MalformedCsv extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long record;

    MalformedCsv(long record, String what) {
        super((record == 0 ? "the header" : "record " + record) + " of the CSV can't be read: " + what);
        this.record = record;
    }

    /// Which record, from 1 on; 0 for the header.
    public long record() {
        return record;
    }
}
