package dev.lockstep.postgres.schema;

import dev.lockstep.model.Access;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.configuration.CaptureRule;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The triggers of one mapped table.
///
/// PostgreSQL fires triggers of one kind in the order of their names: those of capture come before any that an
/// application adds, also before those of foreign keys, so that a change is logged before what it causes; those that
/// set the status come last, so that they see what the row will be.
final class CaptureTriggers {
    static final String INSERT = "!lockstep_insert";
    static final String UPDATE = "!lockstep_update";
    static final String DELETE = "!lockstep_delete";
    static final String TRUNCATE = "!lockstep_truncate";
    static final String STATUS_INSERT = "~lockstep_status_insert";
    static final String STATUS_UPDATE = "~lockstep_status_update";

    private final Mapping mapping;
    private final DataDatabase database;

    CaptureTriggers(DataDatabase database, Mapping mapping) {
        this.database = database;
        this.mapping = mapping;
    }

    /// What makes the triggers of a table right, given those that it has: nothing where they are right already.
    List<String> change(Map<String, String> signatures) {
        var statements = new ArrayList<String>();
        var wanted = definitions();
        for (var name : signatures.keySet()) {
            if (!wanted.containsKey(name)) {
                statements.add("DROP TRIGGER " + quoted(name) + " ON " + table());
            }
        }
        wanted.forEach((name, definition) -> {
            if (!Signature.of(definition).equals(signatures.get(name))) {
                statements.add(definition);
                statements.add("ALTER TABLE " + table() + " ENABLE ALWAYS TRIGGER " + quoted(name));
                statements.add("COMMENT ON TRIGGER " + quoted(name) + " ON " + table() + " IS '"
                        + Signature.of(definition) + "'");
            }
        });
        return statements;
    }

    List<String> dropAll(Map<String, String> signatures) {
        return signatures.keySet().stream()
                .map(name -> "DROP TRIGGER " + quoted(name) + " ON " + table())
                .toList();
    }

    /// The triggers that the table should have, by name.
    Map<String, String> definitions() {
        return Stream.concat(captures(), statuses()).collect(Collectors.toMap(Definition::name, this::create));
    }

    private record Definition(String name, String event, String when, String call) {}

    private Stream<Definition> captures() {
        var state = mapping.access() == Access.READ_WRITE ? "NEW" : "READONLY";
        var columns = capturedColumns();
        var call = "_lockstep_capture('%s', '%s', %s, %s)"
                .formatted(
                        state,
                        mapping.table(),
                        array(columns),
                        array(columns.stream().filter(this::isNumber).toList()));
        var definitions = new ArrayList<Definition>();
        definitions.add(new Definition(INSERT, "AFTER INSERT", notOurs(), call));
        definitions.add(
                new Definition(UPDATE, "AFTER UPDATE", "pg_catalog.record_image_ne(OLD, NEW) AND " + notOurs(), call));
        definitions.add(new Definition(DELETE, "AFTER DELETE", notOurs(), call));
        if (mapping.access() == Access.READ_WRITE && rule() == CaptureRule.STRICT) {
            definitions.add(new Definition(
                    TRUNCATE, "BEFORE TRUNCATE", notOurs(), "_lockstep_capture_truncate('" + mapping.table() + "')"));
        }
        return definitions.stream();
    }

    private static String array(List<String> columns) {
        return columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(",", "'{", "}'"));
    }

    private Stream<Definition> statuses() {
        if (mapping.access() == Access.READ_ONLY) {
            return Stream.empty();
        }
        return Stream.of(
                new Definition(STATUS_INSERT, "BEFORE INSERT", notOurs(), "_lockstep_status()"),
                new Definition(
                        STATUS_UPDATE,
                        "BEFORE UPDATE",
                        changed(mappedColumns()) + " AND " + notOurs(),
                        "_lockstep_status()"));
    }

    private String create(Definition definition) {
        return "CREATE OR REPLACE TRIGGER " + quoted(definition.name) + " " + definition.event + " ON " + table()
                + (definition.event.endsWith("TRUNCATE") ? " FOR EACH STATEMENT" : " FOR EACH ROW")
                + " WHEN (" + definition.when + ") EXECUTE FUNCTION "
                + database.schema().quoted() + "."
                + definition.call;
    }

    private List<String> mappedColumns() {
        return mapping.fields().stream()
                .map(MappedField::column)
                .filter(column -> !column.equals("sfid"))
                .toList();
    }

    /// What an UPDATE's entry may hold: the mapped columns, and the two that tell which record the row is.
    private List<String> capturedColumns() {
        var columns = new LinkedHashSet<>(mappedColumns());
        columns.add("id");
        columns.add("sfid");
        return List.copyOf(columns);
    }

    /// Numbers are compared by value: 1.0 and 1.00 are one. All else is compared byte by byte, since a collation
    /// may call different texts equal; and as two records, because PostgreSQL reads the condition anew for each
    /// statement, and one that compares column by column is twice as long. It is the function behind the operator
    /// `*<>` that compares them: what pg_dump writes for the operator between two rows can't be read back.
    private String changed(List<String> columns) {
        var byColumn = columns.stream().collect(Collectors.partitioningBy(this::isNumber));
        var numbers = byColumn.getOrDefault(true, List.of());
        var others = byColumn.getOrDefault(false, List.of());
        var isOtherChanged = "pg_catalog.record_image_ne(" + row("OLD", others) + ", " + row("NEW", others) + ")";
        return numbers.isEmpty()
                ? isOtherChanged
                : "(" + isOtherChanged + " OR " + row("OLD", numbers) + " IS DISTINCT FROM " + row("NEW", numbers)
                        + ")";
    }

    private boolean isNumber(String column) {
        return mapping.field(column)
                .filter(field -> field.typedBy().type().family() == FieldType.Family.NUMBER)
                .isPresent();
    }

    private static String row(String which, List<String> columns) {
        return "ROW(" + each(columns, column -> which + "." + quoted(column)) + ")";
    }

    private static String each(List<String> columns, Function<String, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(", "));
    }

    private String notOurs() {
        return switch (rule()) {
            case STRICT -> "current_setting('lockstep.origin', true) IS DISTINCT FROM 'sync'";
            case HEROKU ->
                "current_setting('xmlbinary') <> 'hex' AND current_setting('lockstep.origin', true) IS DISTINCT FROM"
                        + " 'sync'";
        };
    }

    private CaptureRule rule() {
        return database.settings().captureRule();
    }

    private String table() {
        return database.schema().qualified(mapping.table());
    }

    private static String quoted(String name) {
        return new Identifier(name).quoted();
    }
}
