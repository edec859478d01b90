package dev.lockstep.app.demo.project;

import dev.lockstep.model.RecordId;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One row of the check and the record that belongs to it, with what both must have.
final class CheckedRow {
    private final CheckedObject object;
    private final int number;
    private final Map<FieldDefinition, CheckedRow> parents = new LinkedHashMap<>();
    private final Map<FieldDefinition, RecordId> strangers = new LinkedHashMap<>();
    /// Empty where the field was emptied.
    private final Map<FieldDefinition, Optional<String>> values = new LinkedHashMap<>();
    private Optional<RecordId> record = Optional.empty();
    private long id;

    CheckedRow(CheckedObject object, int number) {
        this.object = object;
        this.number = number;
    }

    CheckedObject object() {
        return object;
    }

    int number() {
        return number;
    }

    /// The row's primary key, where it was made in PostgreSQL.
    long id() {
        return id;
    }

    void hasId(long key) {
        this.id = key;
    }

    Optional<RecordId> record() {
        return record;
    }

    void hasRecord(RecordId itsRecord) {
        this.record = Optional.of(itsRecord);
    }

    Map<FieldDefinition, CheckedRow> parents() {
        return parents;
    }

    Map<FieldDefinition, RecordId> strangers() {
        return strangers;
    }

    Map<FieldDefinition, Optional<String>> values() {
        return values;
    }

    /// What the field must have; empty where it was emptied, or left open.
    Optional<String> text(FieldDefinition field) {
        return values.getOrDefault(field, Optional.empty());
    }

    String value(FieldDefinition field) {
        return text(field).orElseThrow();
    }

    /// What the org must say of the record, as a condition of SOQL. Fields that it can't search by are left out.
    String soql() {
        var conditions = new LinkedHashMap<String, String>();
        record.ifPresent(known -> conditions.put("Id", quoted(known.value())));
        parents.forEach((lookup, parent) ->
                conditions.put(lookup.name(), quoted(parent.record.orElseThrow().value())));
        strangers.forEach((lookup, stranger) -> conditions.put(lookup.name(), quoted(stranger.value())));
        values.forEach((field, value) -> {
            if (field.has(FieldFlag.FILTERABLE)) {
                conditions.put(
                        field.name(), value.map(text -> literal(field, text)).orElse("null"));
            }
        });
        return conditions.entrySet().stream()
                .map(condition -> condition.getKey() + " = " + condition.getValue())
                .collect(Collectors.joining(" AND "));
    }

    private static String literal(FieldDefinition field, String text) {
        return field.type().isText() || field.type() == FieldKind.REFERENCE ? quoted(text) : text;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    @Override
    public String toString() {
        return object + " " + number;
    }
}
