package dev.lockstep.postgres.merge;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.Identifier;
import dev.lockstep.postgres.SchemaName;
import dev.lockstep.postgres.schema.Hstore;
import dev.lockstep.postgres.schema.UniqueIdentifierKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Puts the names of one mapping into the SQL of merging: `${table}`, `${staging}`, lists of its columns and so on. All
/// of them are quoted identifiers or literals made here; values are bound.
final class MergeSql {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z_]+)}");

    private final Map<String, String> words = new LinkedHashMap<>();

    /// @param shape tells definitions of the staging table apart: a session's slice is made after it once
    MergeSql(SchemaName schema, Hstore hstore, Mapping mapping, StagingTable staging, String shape) {
        words.put("schema", schema.quoted());
        words.put("hstore", hstore.schema().quoted());
        words.put("table", schema.qualified(mapping.table()));
        words.put("name", literal(mapping.table()));
        words.put("staging", staging.quoted());
        words.put("slice", "pg_temp." + new Identifier("lockstep_slice_" + staging.number() + "_" + shape).quoted());
        // As a condition beside a join it makes the planner look rows up by their key.
        words.put("locked", "ARRAY(SELECT locked.id FROM pg_temp.lockstep_locked locked)");
        words.put("columns", each(mapping.fields(), column -> column));
        words.put("t_columns", each(mapping.fields(), column -> "t." + column));
        words.put("s_columns", each(mapping.fields(), column -> "s." + column));
        words.put("assignments", each(mapping.fields(), column -> column + " = s." + column));
        words.put("kept_assignments", keptAssignments(mapping));
        words.put("kept_values", keptValues(mapping));
        words.put("writable", writable(mapping));
        words.put("born", born(mapping));
        identifier(mapping);
    }

    /// The text with its places filled.
    ///
    /// @throws IllegalArgumentException for a place that nothing fills
    String in(String template) {
        return PLACE.matcher(template).replaceAll(place -> {
            var word = words.get(place.group(1));
            if (word == null) {
                throw new IllegalArgumentException("nothing fills " + place.group());
            }
            return Matcher.quoteReplacement(word);
        });
    }

    /// Without a unique identifier the expressions are null: nothing is equal to them.
    private void identifier(Mapping mapping) {
        var field = mapping.uniqueIdentifier();
        words.put("identifier", field.map(f -> quoted(f.name().columnName())).orElse("sfid"));
        words.put(
                "identifier_name",
                field.map(f -> literal(f.name().columnName())).orElse("NULL::text"));
        words.put("s_has_identifier", field.map(MergeSql::hasIdentifier).orElse("false"));
        for (var alias : List.of("s", "t", "i", "o", "y")) {
            words.put(
                    alias + "_identifier",
                    field.map(f -> UniqueIdentifierKey.canonical(
                                    f, alias + "." + quoted(f.name().columnName())))
                            .orElse("NULL::text"));
        }
        // What capture noted of a row is text; so the staged one is compared as text as well.
        words.put(
                "old_identifier",
                field.map(f -> {
                            var text = "(d.old::" + words.get("hstore") + ".hstore OPERATOR(" + words.get("hstore")
                                    + ".->) " + literal(f.name().columnName()) + ")";
                            return f.type().family() == FieldType.Family.TEXT
                                    ? UniqueIdentifierKey.canonical(f, text)
                                    : text;
                        })
                        .orElse("NULL::text"));
    }

    private static String hasIdentifier(FieldDescription field) {
        var column = "s." + quoted(field.name().columnName());
        return field.type().family() == FieldType.Family.TEXT
                ? "coalesce(btrim(" + column + ") <> '', false)"
                : column + " IS NOT NULL";
    }

    /// A waiting change keeps its column, as far as it can be written; all else is the org's.
    private static String keptAssignments(Mapping mapping) {
        var writable = mapping.writableFields();
        return mapping.fields().stream()
                .map(field -> {
                    var column = quoted(field.column());
                    return writable.contains(field) ? column + " = " + kept(field) : column + " = s." + column;
                })
                .collect(Collectors.joining(", "));
    }

    private static String keptValues(Mapping mapping) {
        var writable = mapping.writableFields();
        return mapping.fields().stream()
                .map(field -> writable.contains(field) ? kept(field) : "s." + quoted(field.column()))
                .collect(Collectors.joining(", "));
    }

    private static String kept(MappedField field) {
        var column = quoted(field.column());
        return "CASE WHEN " + literal(field.column()) + " = ANY (p.kept) THEN t." + column + " ELSE s." + column
                + " END";
    }

    private static String writable(Mapping mapping) {
        return mapping.writableFields().stream()
                .map(field -> literal(field.column()))
                .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }

    /// When the record was created, as exactly as it is known.
    private static String born(Mapping mapping) {
        return mapping.field("createddate").isPresent()
                ? "coalesce(s.\"createddate\", s.\"systemmodstamp\")"
                : "s.\"systemmodstamp\"";
    }

    private static String each(List<MappedField> fields, Function<String, String> form) {
        return fields.stream().map(field -> form.apply(quoted(field.column()))).collect(Collectors.joining(", "));
    }

    static String quoted(String column) {
        return new Identifier(column).quoted();
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
