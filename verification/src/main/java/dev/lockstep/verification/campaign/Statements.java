package dev.lockstep.verification.campaign;

import dev.lockstep.verification.campaign.plan.Change;
import dev.lockstep.verification.campaign.plan.Parent;
import dev.lockstep.verification.campaign.plan.Table;
import dev.lockstep.verification.campaign.plan.Thing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an application's changes are in SQL. Each has to meet its one row.
final class Statements {
    private static final String NEXT_VERSION = "description = 'v' || (substr(t.description, 2)::integer + 1)";
    /// Deadlocks among applications, and a server that is going away.
    private static final Set<String> PASSING = Set.of("40P01", "55P03", "57P01", "57P02", "57P03");
    private static final String CONNECTION_LOST = "08";

    private Statements() {}

    /// Whether the transaction has done nothing for reasons that aren't its own.
    static boolean isPassing(SQLException refused) {
        var state = Optional.ofNullable(refused.getSQLState()).orElse("");
        return PASSING.contains(state) || state.startsWith(CONNECTION_LOST);
    }

    static void insert(Connection connection, Thing thing, Optional<Parent> parent, Change.Value value)
            throws SQLException {
        var table = thing.table();
        var columns = new ArrayList<>(List.of(table.nameColumn(), "description"));
        var values = new ArrayList<>(List.of("?", "'v0'"));
        if (table.keyed() == Table.Keyed.BY_EXTERNAL_ID) {
            columns.add("external_id__c");
            values.add("gen_random_uuid()::text");
        }
        if (table == Table.LEAD && value == Change.Value.SOUND) {
            // Without it, the org refuses the record.
            columns.add("company");
            values.add("'Campaign'");
        }
        parent.ifPresent(named -> {
            columns.add(named.lookup().idColumn());
            values.add(id(named, "NULL"));
            columns.add(named.lookup().keyColumn());
            values.add(key(named, "NULL"));
        });
        var sql = "INSERT INTO %s (%s) SELECT %s%s"
                .formatted(
                        table.sql(),
                        String.join(", ", columns),
                        String.join(", ", values),
                        parent.map(named -> " FROM " + from(named)).orElse(""));
        run(connection, sql, thing.mark(), parent);
    }

    static void update(Connection connection, Thing thing, Optional<Parent> parent, Change.Value value)
            throws SQLException {
        var set = new ArrayList<>(List.of(NEXT_VERSION));
        if (value == Change.Value.REFUSED) {
            set.add("email = 'nowhere'");
        }
        parent.ifPresent(named -> {
            var lookup = named.lookup();
            set.add(lookup.idColumn() + " = " + id(named, "t." + lookup.idColumn()));
            set.add(lookup.keyColumn() + " = " + key(named, "t." + lookup.keyColumn()));
        });
        var sql = "UPDATE %s t SET %s%s WHERE t.%s = ?%s"
                .formatted(
                        thing.table().sql(),
                        String.join(", ", set),
                        parent.map(named -> " FROM " + named.lookup().parent().sql() + " p")
                                .orElse(""),
                        thing.table().nameColumn(),
                        parent.map(named -> " AND " + isParent(named)).orElse(""));
        run(connection, sql, thing.mark(), parent);
    }

    static void correct(Connection connection, Thing thing) throws SQLException {
        var company = thing.table() == Table.LEAD ? ", company = 'Campaign'" : "";
        run(
                connection,
                "UPDATE %s t SET %s, email = NULL%s WHERE t.%s = ?"
                        .formatted(
                                thing.table().sql(),
                                NEXT_VERSION,
                                company,
                                thing.table().nameColumn()),
                thing.mark(),
                Optional.empty());
    }

    static void delete(Connection connection, Thing thing) throws SQLException {
        run(
                connection,
                "DELETE FROM %s WHERE %s = ?"
                        .formatted(thing.table().sql(), thing.table().nameColumn()),
                thing.mark(),
                Optional.empty());
    }

    /// The parent's Id, where it is to be named by that and has one.
    private static String id(Parent parent, String otherwise) {
        return switch (parent.way()) {
            case BY_ID -> "coalesce(p.sfid, " + otherwise + ")";
            case BY_EXTERNAL_ID -> otherwise;
        };
    }

    private static String key(Parent parent, String otherwise) {
        return switch (parent.way()) {
            case BY_ID -> "CASE WHEN p.sfid IS NULL THEN p.external_id__c ELSE " + otherwise + " END";
            case BY_EXTERNAL_ID -> "p.external_id__c";
        };
    }

    private static String from(Parent parent) {
        return parent.lookup().parent().sql() + " p WHERE " + isParent(parent);
    }

    private static String isParent(Parent parent) {
        return "p." + parent.lookup().parent().nameColumn() + " = ?";
    }

    private static void run(Connection connection, String sql, String mark, Optional<Parent> parent)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, mark);
            if (parent.isPresent()) {
                statement.setString(2, parent.get().thing().mark());
            }
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("the workload's own change met no row: " + sql + " for " + mark);
            }
        }
    }
}
