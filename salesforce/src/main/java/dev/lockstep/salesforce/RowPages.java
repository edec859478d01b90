package dev.lockstep.salesforce;

import dev.lockstep.rows.RowPage;
import java.util.Iterator;

/// The pages of a query, each fetched when it is asked for; for one thread at a time.
///
/// A page may be empty without being the last. [#next()] throws [OrgFailure] where the org doesn't hand it out;
/// asking again then asks for the same page.
public interface RowPages extends Iterator<RowPage>, AutoCloseable {

    /// How many records the query finds, as the org counted them when it began.
    long totalSize();

    /// Gives up what is left. The org keeps nothing that would have to be freed.
    @Override
    void close();
}
