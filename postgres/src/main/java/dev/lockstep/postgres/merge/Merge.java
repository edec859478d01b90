package dev.lockstep.postgres.merge;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.schema.Hstore;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Makes rows of staged records, in slices of one transaction each.
///
/// A row that an application holds is left staged for the next merge; the application never waits longer than a slice
/// takes. Columns with a local change that isn't settled keep it. A record that can't be merged is noted: to be read
/// again, held, or among the read errors; it never stops the others. One merge of a mapping runs at a time.
public final class Merge {
    private final DataDatabase database;
    private final InstantSource clock;
    private final MergeLimits limits;

    /// @param clock our own time, by which held records are released
    public Merge(DataDatabase database, InstantSource clock) {
        this(database, clock, MergeLimits.DEFAULT);
    }

    public Merge(DataDatabase database, InstantSource clock, MergeLimits limits) {
        this.database = database;
        this.clock = clock;
        this.limits = limits;
    }

    /// Merges all that is staged for the mapping. May be called again at any time: what was merged is no longer staged.
    ///
    /// @param committed is given the changes of each slice after it has committed, in this thread
    /// @throws DatabaseFailure where the database is gone or misconfigured; slices before that are merged
    public MergeResult merge(Epoch epoch, Mapping mapping, MergeOrder order, Consumer<List<MergedChange>> committed) {
        var tables = new StagingTables(database);
        var sql = new MergeSql(
                database.schema(), Hstore.of(database), mapping, tables.of(mapping), tables.shape(mapping));
        return new MergeRun(database, epoch, sql, clock, limits, committed).run(mapping.table(), order);
    }
}
