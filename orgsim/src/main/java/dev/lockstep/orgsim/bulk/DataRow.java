package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.org.InputRecord;

/// One row of a job's data as it was read.
public sealed interface DataRow {
    record Fitting(InputRecord record) implements DataRow {}

    /// It is refused before anybody tries to save it.
    record Misfit(RowOutcome.Refused why) implements DataRow {}
}
