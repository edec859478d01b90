package dev.lockstep.postgres.merge;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes and finds staging tables.
final class StagingTables {
    /// Sessions of several loads may come here at once.
    private static final String NUMBER_LOCKED = """
        SELECT number FROM ${schema}._lockstep_mapping WHERE table_name = ? FOR UPDATE\
        """;

    private static final String NUMBER = """
        SELECT number FROM ${schema}._lockstep_mapping WHERE table_name = ?\
        """;

    private static final String COLUMNS = """
        SELECT attname, format_type(atttypid, atttypmod)
          FROM pg_attribute
         WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped
         ORDER BY attname\
        """;

    private static final String NOTE_STAGED = """
        INSERT INTO ${schema}._lockstep_reread (table_name, sfid, reason)
        SELECT DISTINCT ?, sfid, 'the table changed while the record was staged' FROM ${staging}
        ON CONFLICT (table_name, sfid) DO UPDATE SET reason = EXCLUDED.reason, noted_at = clock_timestamp()\
        """;

    /// Columns whose names begin with an underscore can't collide with a field's. The Id has the database's collation,
    /// as in the log: then the log's indexes serve, and the mapped table's own collation wins where both meet.
    private static final String CREATE = """
        CREATE TABLE ${staging} AS SELECT ${columns} FROM ${table} t WITH NO DATA;
        ALTER TABLE ${staging}
            ${deletion}
            ALTER COLUMN "sfid" SET NOT NULL,
            ALTER COLUMN "systemmodstamp" SET NOT NULL,
            ADD COLUMN _number bigint GENERATED ALWAYS AS IDENTITY,
            ADD COLUMN _reading text NOT NULL,
            ADD COLUMN _settle_mark bigint NOT NULL,
            ADD COLUMN _read_at timestamptz NOT NULL,
            -- Since when it stays here although it was looked at, and for which attempt.
            ADD COLUMN _held_since timestamptz,
            ADD COLUMN _held_for bigint;
        CREATE INDEX ON ${staging} ("systemmodstamp", "sfid" COLLATE "C", _settle_mark, _read_at, _number);
        CREATE INDEX ON ${staging} ("sfid")\
        """;

    private final DataDatabase database;

    StagingTables(DataDatabase database) {
        this.database = database;
    }

    StagingTable of(Mapping mapping) {
        return database.read(connection -> of(connection, mapping));
    }

    StagingTable of(Connection connection, Mapping mapping) throws SQLException {
        return find(connection, NUMBER, mapping);
    }

    /// A name for the present definition of the staging table.
    String shape(Mapping mapping) {
        return database.read(connection -> {
            var columns = columns(connection, find(connection, NUMBER, mapping).quoted());
            if (columns.isEmpty()) {
                throw new DatabaseFailure(
                        Kind.MISCONFIGURED,
                        database + " has no staging table for " + mapping.table() + ": ensure it first");
            }
            return Integer.toHexString(columns.hashCode());
        });
    }

    void ensure(Mapping mapping) {
        database.transaction(connection -> {
            var staging = find(connection, NUMBER_LOCKED, mapping);
            var mapped = columns(connection, database.schema().qualified(mapping.table()));
            var staged = columns(connection, staging.quoted());
            if (staged.isEmpty()) {
                create(connection, mapping, staging);
            } else if (!wanted(mapping, mapped).equals(fields(staged))) {
                try (var note = connection.prepareStatement(
                        database.schema().in(NOTE_STAGED.replace("${staging}", staging.quoted())))) {
                    note.setString(1, mapping.table());
                    note.execute();
                }
                execute(connection, "DROP TABLE " + staging.quoted());
                create(connection, mapping, staging);
            }
            return staging;
        });
    }

    private void create(Connection connection, Mapping mapping, StagingTable staging) throws SQLException {
        var columns = new ArrayList<String>();
        for (var field : mapping.fields()) {
            var column = MergeSql.quoted(field.column());
            columns.add("t." + column + (field.column().equals("sfid") ? " COLLATE \"default\" AS sfid" : ""));
        }
        var deletion = mapping.hasIsDeleted() ? "" : "ADD COLUMN \"isdeleted\" boolean,";
        execute(
                connection,
                CREATE.replace("${staging}", staging.quoted())
                        .replace("${columns}", String.join(", ", columns))
                        .replace("${table}", database.schema().qualified(mapping.table()))
                        .replace("${deletion}", deletion));
    }

    /// What the staging table has to look like, its own columns aside.
    private static Map<String, String> wanted(Mapping mapping, Map<String, String> mapped) {
        var wanted = new LinkedHashMap<String, String>();
        mapped.forEach((column, type) -> {
            if (mapping.field(column).isPresent()) {
                wanted.put(column, type);
            }
        });
        wanted.putIfAbsent("isdeleted", "boolean");
        return wanted;
    }

    private static Map<String, String> fields(Map<String, String> staged) {
        return staged.entrySet().stream()
                .filter(column -> !column.getKey().startsWith("_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private StagingTable find(Connection connection, String sql, Mapping mapping) throws SQLException {
        try (var statement = connection.prepareStatement(database.schema().in(sql))) {
            statement.setString(1, mapping.table());
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new DatabaseFailure(
                            Kind.MISCONFIGURED,
                            database + " doesn't know the mapping of " + mapping.table() + ": ensure its table first");
                }
                return new StagingTable(database.schema(), row.getInt(1));
            }
        }
    }

    private static Map<String, String> columns(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            var columns = new LinkedHashMap<String, String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
            return columns;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        for (var one : List.of(sql.split(";\\R"))) {
            try (var statement = connection.createStatement()) {
                statement.execute(one);
            }
        }
    }
}
