package dev.lockstep.engine.read;

import dev.lockstep.postgres.load.PagePosition;
import dev.lockstep.rows.RowPage;
import java.util.Optional;

/// Where a load puts the records. Several threads may bring some at once.
sealed interface LoadPlace permits UnseenPlace, StagedPlace {

    /// Puts records into the database, in a short transaction.
    ///
    /// @param from where the page of the job's result stands that they are of, which the same transaction moves on;
    ///     absent where the load can't be taken up again anyway
    /// @return how many of them the database refused
    long take(RowPage records, Optional<PagePosition> from);

    /// All is there: from now on the mapping is polled.
    void end(LoadCount count);
}
