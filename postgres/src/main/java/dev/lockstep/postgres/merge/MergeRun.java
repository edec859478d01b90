package dev.lockstep.postgres.merge;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.merge.Taking.Cursor;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Goes through the staged records slice by slice. A slice that the database refuses is cut in two until the one record
/// stands alone that is refused; so is a slice that met locks, a bounded number of times.
final class MergeRun {
    /// How often one range is tried before it is cut: what stood in the way may be gone, and a new plan may know
    /// better.
    private static final int TRIES = 2;
    /// Each costs the time of a lock wait. Enough to single out one record of a slice.
    private static final int MOST_BUSY = 24;

    private static final String REFUSE = """
        INSERT INTO ${schema}._lockstep_read_error (table_name, sfid, sql_state, message)
        SELECT ${name}, s."sfid", ?, ? FROM ${slice} s
        ON CONFLICT (table_name, sfid) DO UPDATE
           SET sql_state = EXCLUDED.sql_state, message = EXCLUDED.message, noted_at = clock_timestamp()\
        """;

    private static final String UNSTAGE = """
        DELETE FROM ${staging} st WHERE st._number IN (SELECT s._number FROM ${slice} s)
           AND st.ctid = ANY (ARRAY(SELECT s._place FROM ${slice} s))\
        """;

    private static final String LEAVE = """
        UPDATE ${staging} st
           SET _held_since = ?::timestamptz
          FROM ${slice} s
         WHERE st.ctid = s._place AND st._number = s._number AND st._held_since IS NULL\
        """;

    private final DataDatabase database;
    private final Epoch epoch;
    private final MergeSql sql;
    private final InstantSource clock;
    private final MergeLimits limits;
    private final Consumer<List<MergedChange>> committed;
    private MergeResult result = MergeResult.NOTHING;
    private int busy;

    MergeRun(
            DataDatabase database,
            Epoch epoch,
            MergeSql sql,
            InstantSource clock,
            MergeLimits limits,
            Consumer<List<MergedChange>> committed) {
        this.database = database;
        this.epoch = epoch;
        this.sql = sql;
        this.clock = clock;
        this.limits = limits;
        this.committed = committed;
    }

    /// A range of staged records: so many from there.
    record Part(String table, Cursor from, int records, Ending ending) {
        Part first() {
            return new Part(table, from, records / 2, ending);
        }

        Part rest(Cursor middle) {
            return new Part(table, middle, records - records / 2, ending);
        }

        Part next(Cursor end) {
            return new Part(table, end, records, ending);
        }
    }

    MergeResult run(String table, MergeOrder order) {
        var part = new Part(table, Cursor.START, order.sliceRows(), order.ending());
        try {
            var end = merge(part);
            while (end.isPresent()) {
                end = merge(part.next(end.get()));
            }
            return result;
        } catch (GaveWay tooOften) {
            return result.gaveWay();
        }
    }

    /// Merges a range, and answers where it ends; empty where all was looked at.
    private Optional<Cursor> merge(Part part) {
        for (int tries = 1; ; tries++) {
            try {
                return slice(part);
            } catch (DatabaseFailure failure) {
                if (failure.kind() != Kind.REFUSED && failure.kind() != Kind.BUSY) {
                    throw failure;
                }
                countBusy(failure);
                boolean again = tries < TRIES && (failure.kind() == Kind.BUSY || part.records == 1);
                if (!again) {
                    return part.records == 1 ? setAside(part, failure) : halves(part);
                }
            }
        }
    }

    private void countBusy(DatabaseFailure failure) {
        if (failure.kind() == Kind.BUSY) {
            busy++;
            if (busy > MOST_BUSY) {
                throw new GaveWay(failure);
            }
        }
    }

    private Optional<Cursor> halves(Part part) {
        var middle = merge(part.first());
        return middle.isEmpty() ? middle : merge(part.rest(middle.get()));
    }

    private Optional<Cursor> slice(Part part) {
        var outcome = database.transaction(connection -> {
            epoch.check(connection);
            return Slice.run(new SliceSession(connection, sql), part, clock.instant(), limits);
        });
        result = result.plus(outcome.result());
        if (!outcome.changes().isEmpty()) {
            committed.accept(outcome.changes());
        }
        return outcome.next();
    }

    /// Writes the one record down as refused, or leaves it where it is because of a lock.
    private Optional<Cursor> setAside(Part part, DatabaseFailure failure) {
        var end = database.transaction(connection -> {
            epoch.check(connection);
            var session = new SliceSession(connection, sql);
            var taken = Taking.take(session, part.from, part.records, limits.lockWait());
            if (failure.kind() == Kind.BUSY) {
                session.run(LEAVE, clock.instant().atOffset(ZoneOffset.UTC));
            } else {
                session.run(REFUSE, failure.sqlState(), String.valueOf(failure.getMessage()));
                session.run(UNSTAGE);
            }
            return taken.end();
        });
        result = result.plus(failure.kind() == Kind.BUSY ? MergeResult.oneLeft() : MergeResult.oneRefused());
        return end;
    }

    /// Ends a merge that met too many locks.
    private static final class GaveWay extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GaveWay(Throwable cause) {
            super(cause);
        }
    }
}
