package dev.lockstep.postgres.load;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import dev.lockstep.postgres.SchemaName;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.load.LoadState.LoadedPage;
import dev.lockstep.postgres.merge.ReadErrors;
import dev.lockstep.postgres.merge.ReadMark;
import dev.lockstep.postgres.merge.Reading;
import dev.lockstep.postgres.schema.UnseenTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Remembers the loads that are under way, so that one that was cut short goes on where it stood. How far a page has
/// come moves in the transaction that brings its records.
public final class Loads {
    private static final String FIND = """
        SELECT target, question, settle_mark, org_time, job FROM ${schema}._lockstep_load WHERE table_name = ?\
        """;

    private static final String PAGES = """
        SELECT page, records, refused, whole FROM ${schema}._lockstep_load_page WHERE table_name = ?\
        """;

    private static final String BEGIN = """
        INSERT INTO ${schema}._lockstep_load (table_name, target, question, settle_mark, org_time)
        VALUES (?, ?, ?, ?, ?)\
        """;

    private static final String JOB = """
        UPDATE ${schema}._lockstep_load SET job = ? WHERE table_name = ? AND job IS NULL\
        """;

    private static final String FIRST_OF_A_PAGE = """
        INSERT INTO ${schema}._lockstep_load_page (records, refused, table_name, page, whole)
        VALUES (?, ?, ?, ?, false)
        ON CONFLICT (table_name, page) DO NOTHING\
        """;

    private static final String MORE_OF_A_PAGE = """
        UPDATE ${schema}._lockstep_load_page
           SET records = records + ?, refused = refused + ?
         WHERE table_name = ? AND page = ? AND records = ? AND NOT whole\
        """;

    private static final String EMPTY_PAGE = """
        INSERT INTO ${schema}._lockstep_load_page (table_name, page, records, refused, whole)
        VALUES (?, ?, 0, 0, true)
        ON CONFLICT (table_name, page) DO UPDATE SET whole = true WHERE _lockstep_load_page.records = 0\
        """;

    private static final String WHOLE = """
        UPDATE ${schema}._lockstep_load_page SET whole = true WHERE table_name = ? AND page = ? AND records = ?\
        """;

    private static final String END = "DELETE FROM ${schema}._lockstep_load WHERE table_name = ?";

    /// The org's time of the first beginning stays: what was deleted since then is found by the poll after the load.
    private static final String LOADING = """
        UPDATE ${schema}._lockstep_mapping
           SET state = 'LOADING', load_began = coalesce(load_began, ?), loaded_rows = 0
         WHERE table_name = ?\
        """;

    private final DataDatabase database;

    public Loads(DataDatabase database) {
        this.database = database;
    }

    /// The load of the mapping that was begun and hasn't ended.
    public Optional<LoadState> underWay(Mapping mapping) {
        return database.read(connection -> {
            var pages = pages(connection, mapping);
            try (var statement = connection.prepareStatement(database.schema().in(FIND))) {
                statement.setString(1, mapping.table());
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(state(row, pages)) : Optional.empty();
                }
            }
        });
    }

    private Map<String, LoadedPage> pages(Connection connection, Mapping mapping) throws SQLException {
        try (var statement = connection.prepareStatement(database.schema().in(PAGES))) {
            statement.setString(1, mapping.table());
            var pages = new HashMap<String, LoadedPage>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    pages.put(row.getString(1), new LoadedPage(row.getLong(2), row.getLong(3), row.getBoolean(4)));
                }
            }
            return pages;
        }
    }

    private static LoadState state(ResultSet row, Map<String, LoadedPage> pages) throws SQLException {
        return new LoadState(
                LoadTarget.valueOf(row.getString(1)),
                row.getString(2),
                new ReadMark(
                        Reading.LOAD,
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()),
                Optional.ofNullable(row.getString(5)),
                pages);
    }

    /// A load begins, or begins anew: what was remembered of an earlier one, and what it put into its unseen table or
    /// couldn't put there, is gone. An earlier watermark stays valid until the load has ended.
    ///
    /// @param mark taken before the org is asked
    public LoadState begin(Epoch epoch, Mapping mapping, LoadTarget target, String question, ReadMark mark) {
        var unseen = new UnseenTable(database, mapping);
        database.transaction(connection -> {
            epoch.check(connection);
            unseen.drop(connection);
            if (target == LoadTarget.UNSEEN) {
                unseen.create(connection);
                new ReadErrors(database).forget(connection, mapping.table());
            }
            end(connection, database.schema(), mapping);
            return insert(connection, mapping, target, question, mark);
        });
        return new LoadState(target, question, mark, Optional.empty(), Map.of());
    }

    private int insert(Connection connection, Mapping mapping, LoadTarget target, String question, ReadMark mark)
            throws SQLException {
        var orgTime = mark.orgTimeBefore().atOffset(ZoneOffset.UTC);
        try (var begin = connection.prepareStatement(database.schema().in(BEGIN));
                var loading = connection.prepareStatement(database.schema().in(LOADING))) {
            begin.setString(1, mapping.table());
            begin.setString(2, target.name());
            begin.setString(3, question);
            begin.setLong(4, mark.settleMark());
            begin.setObject(5, orgTime);
            loading.setObject(1, orgTime);
            loading.setString(2, mapping.table());
            return begin.executeUpdate() + loading.executeUpdate();
        }
    }

    /// The org runs a job for the load. To be said before anything of its result is taken.
    public void runsAs(Epoch epoch, Mapping mapping, String job) {
        int known = database.transaction(connection -> {
            epoch.check(connection);
            try (var statement = connection.prepareStatement(database.schema().in(JOB))) {
                statement.setString(1, job);
                statement.setString(2, mapping.table());
                return statement.executeUpdate();
            }
        });
        if (known == 0) {
            throw new DatabaseFailure(
                    Kind.BUG, "the load of " + mapping.table() + " has a job already, or isn't under way");
        }
    }

    /// More records of a page were taken, by this transaction.
    ///
    /// @param from where the page stood before
    /// @param more so many
    /// @param refused so many of these the database refused
    /// @throws DatabaseFailure of kind `GONE` where the page stands elsewhere: then the transaction is lost
    public void advance(Connection connection, Mapping mapping, PagePosition from, long more, long refused)
            throws SQLException {
        boolean isFirst = from.records() == 0;
        try (var statement =
                connection.prepareStatement(database.schema().in(isFirst ? FIRST_OF_A_PAGE : MORE_OF_A_PAGE))) {
            statement.setLong(1, more);
            statement.setLong(2, refused);
            statement.setString(3, mapping.table());
            statement.setString(4, from.page());
            if (!isFirst) {
                statement.setLong(5, from.records());
            }
            requireMoved(statement.executeUpdate(), from);
        }
    }

    /// Nothing is left of the page.
    ///
    /// @param end where the page stands
    /// @throws DatabaseFailure of kind `GONE` where it stands elsewhere
    public void whole(Epoch epoch, Mapping mapping, PagePosition end) {
        database.transaction(connection -> {
            epoch.check(connection);
            boolean isEmpty = end.records() == 0;
            try (var statement = connection.prepareStatement(database.schema().in(isEmpty ? EMPTY_PAGE : WHOLE))) {
                statement.setString(1, mapping.table());
                statement.setString(2, end.page());
                if (!isEmpty) {
                    statement.setLong(3, end.records());
                }
                return requireMoved(statement.executeUpdate(), end);
            }
        });
    }

    /// A server that stopped at once takes back what it hadn't written yet, also of transactions that it had
    /// confirmed.
    private int requireMoved(int pages, PagePosition from) {
        if (pages == 0) {
            throw new DatabaseFailure(
                    Kind.GONE,
                    database + " doesn't stand where " + from + " was left: it stopped meanwhile, or another process"
                            + " loads the same. The load goes on from what is there");
        }
        return pages;
    }

    /// Nothing is remembered of the load any more, by this transaction.
    static void end(Connection connection, SchemaName schema, Mapping mapping) throws SQLException {
        try (var statement = connection.prepareStatement(schema.in(END))) {
            statement.setString(1, mapping.table());
            statement.executeUpdate();
        }
    }
}
