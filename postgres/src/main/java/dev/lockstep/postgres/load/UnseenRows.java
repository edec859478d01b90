package dev.lockstep.postgres.load;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.merge.RecordCopy;
import dev.lockstep.postgres.schema.UnseenTable;
import dev.lockstep.rows.RowPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/// Fills the unseen table of a mapping. Safe for several threads.
public final class UnseenRows {
    /// What a crash of the server takes back, it takes back together with the note of how far the page was, so that the
    /// next part doesn't fit; the end of the load is on disk before anybody sees the table.
    private static final String NEEDNT_BE_ON_DISK = "SET LOCAL synchronous_commit = off";

    private final DataDatabase database;
    private final Mapping mapping;
    private final UnseenTable table;
    private final Loads loads;
    private final RecordCopy records;

    public UnseenRows(DataDatabase database, Mapping mapping) {
        this.database = database;
        this.mapping = mapping;
        this.table = new UnseenTable(database, mapping);
        this.loads = new Loads(database);
        this.records = new RecordCopy(database, mapping);
    }

    /// Adds records in a transaction of its own. Those that the database refuses end among the read errors.
    ///
    /// @param from where the page of the org's result stands that moves on with them; absent where nothing
    /// remembers how far the load is
    /// @return how many were refused
    public long add(Epoch epoch, RowPage page, Optional<PagePosition> from) {
        return database.transaction(connection -> {
            epoch.check(connection);
            if (from.isEmpty()) {
                return copy(connection, page);
            }
            try (var statement = connection.createStatement()) {
                statement.execute(NEEDNT_BE_ON_DISK);
            }
            long refused = copy(connection, page);
            loads.advance(connection, mapping, from.get(), page.rows(), refused);
            return refused;
        });
    }

    private long copy(Connection connection, RowPage page) throws SQLException {
        return records.copy(connection, table.quoted(connection), page, records.targets(page), Map.of())
                .refused()
                .size();
    }
}
