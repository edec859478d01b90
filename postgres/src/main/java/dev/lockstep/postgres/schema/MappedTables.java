package dev.lockstep.postgres.schema;

import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import dev.lockstep.postgres.Identifier;
import dev.lockstep.postgres.schema.PreparedTable.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tables of mappings, as Heroku Connect makes them, with the triggers that capture what applications do.
public final class MappedTables {
    private static final String REGISTER = """
        INSERT INTO ${schema}._lockstep_mapping (table_name, object, access)
        VALUES (?, ?, ?)
        ON CONFLICT (table_name) DO UPDATE SET object = EXCLUDED.object, access = EXCLUDED.access\
        """;

    private static final String FORGET_WATERMARK = """
        UPDATE ${schema}._lockstep_mapping
           SET state = 'CREATED', watermark = NULL, polled_at = NULL
         WHERE table_name = ? AND state = 'SYNCED'\
        """;

    private final DataDatabase database;
    private final Ddl ddl;

    public MappedTables(DataDatabase database) {
        this.database = database;
        this.ddl = new Ddl(database);
    }

    /// Registers the mapping and brings its table up to it, as [#ensure(Mapping)] does, but makes none where there is
    /// none: a load will. A mapping whose table was lost has to be loaded again.
    public PreparedTable find(Mapping mapping) {
        register(mapping);
        var existing = ExistingTable.of(database, new Identifier(mapping.table()));
        if (existing.isEmpty()) {
            forgetWatermark(mapping);
            return new PreparedTable(Origin.ABSENT, List.of());
        }
        return bringUp(mapping, existing.get());
    }

    /// Makes the table of a mapping, or brings an existing one up to it: adds columns, widens texts, makes missing
    /// indexes, installs and corrects triggers, registers the mapping. May run again at any time, also while
    /// applications write; what is right isn't touched.
    ///
    /// @throws DatabaseFailure of kind `MISCONFIGURED` where the table can't serve the mapping, with all reasons
    public PreparedTable ensure(Mapping mapping) {
        register(mapping);
        var existing = ExistingTable.of(database, new Identifier(mapping.table()));
        if (existing.isEmpty()) {
            create(mapping);
            return new PreparedTable(Origin.CREATED, List.of());
        }
        return bringUp(mapping, existing.get());
    }

    private PreparedTable bringUp(Mapping mapping, ExistingTable existing) {
        var difference = TableDifference.between(mapping, existing);
        if (!difference.refusals().isEmpty()) {
            throw new DatabaseFailure(
                    Kind.MISCONFIGURED,
                    "the table " + database.schema() + "." + mapping.table() + " can't hold " + mapping.object() + ": "
                            + String.join("; ", difference.refusals()));
        }
        bringUp(mapping, existing, difference);
        return new PreparedTable(Origin.FOUND, List.copyOf(difference.missing().keySet()));
    }

    /// Whether the mapping has its table.
    public boolean isThere(Mapping mapping) {
        return database.read(connection ->
                ExistingTable.isThere(connection, database.schema().qualified(mapping.table())));
    }

    private void forgetWatermark(Mapping mapping) {
        database.transaction(connection -> {
            try (var statement = connection.prepareStatement(database.schema().in(FORGET_WATERMARK))) {
                statement.setString(1, mapping.table());
                return statement.executeUpdate();
            }
        });
    }

    private void register(Mapping mapping) {
        database.transaction(connection -> {
            try (var statement = connection.prepareStatement(database.schema().in(REGISTER))) {
                statement.setString(1, mapping.table());
                statement.setString(2, mapping.object().value());
                statement.setString(3, mapping.access().name());
                return statement.executeUpdate();
            }
        });
    }

    private void create(Mapping mapping) {
        var columns = new ArrayList<String>();
        wanted(mapping).forEach((name, type) -> columns.add(definition(name, type)));
        var statements = new ArrayList<String>();
        statements.add("CREATE TABLE " + database.schema().qualified(mapping.table()) + " (\n    "
                + String.join(",\n    ", columns) + "\n)");
        for (var index : TableIndex.of(mapping, ExistingTable.Kind.PLAIN)) {
            statements.add(index.create(database, mapping));
        }
        statements.addAll(new CaptureTriggers(database, mapping).change(Map.of()));
        ddl.run(statements);
    }

    /// The columns that a mapped table has, in the order in which a new table gets them.
    static Map<String, ColumnType> wanted(Mapping mapping) {
        var columns = new LinkedHashMap<String, ColumnType>();
        for (MappedField field : mapping.fields()) {
            columns.put(field.column(), ColumnType.of(field.typedBy()));
        }
        columns.put("id", ColumnType.ROW_ID);
        columns.put("_hc_lastop", ColumnType.LASTOP);
        columns.put("_hc_err", ColumnType.TEXT);
        return columns;
    }

    static String definition(String column, ColumnType type) {
        var definition = new Identifier(column).quoted() + " " + type.sql();
        return switch (column) {
            // An identity, since an application's role then needs no right on the sequence.
            case "id" -> definition + " GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY";
            case "sfid" -> definition + " COLLATE ucs_basic";
            default -> definition;
        };
    }

    private void bringUp(Mapping mapping, ExistingTable existing, TableDifference difference) {
        var triggers = new CaptureTriggers(database, mapping);
        var changes = new ArrayList<String>();
        difference.missing().forEach((name, type) -> changes.add("ADD COLUMN " + definition(name, type)));
        difference
                .tooShort()
                .forEach((name, type) ->
                        changes.add("ALTER COLUMN " + new Identifier(name).quoted() + " TYPE " + type.sql()));
        var statements = new ArrayList<String>();
        var signatures = existing.triggers();
        if (!changes.isEmpty()) {
            statements.add("LOCK TABLE " + database.schema().qualified(mapping.table()) + " IN ACCESS EXCLUSIVE MODE");
            if (!difference.tooShort().isEmpty()) {
                // A trigger that compares a column forbids to change its type.
                statements.addAll(triggers.dropAll(signatures));
                signatures = Map.of();
            }
            statements.add(
                    "ALTER TABLE " + database.schema().qualified(mapping.table()) + " " + String.join(", ", changes));
        }
        statements.addAll(triggers.change(signatures));
        if (!statements.isEmpty()) {
            ddl.run(statements);
        }
        new MissingIndexes(database, ddl).make(mapping, existing.kind());
    }
}
