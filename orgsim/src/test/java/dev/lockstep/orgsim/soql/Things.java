package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.FieldNotes;
import dev.lockstep.orgsim.org.GeneratedRows;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.PicklistEntry;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.Schema;
import dev.lockstep.orgsim.org.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A small org for queries: things with fields of all types, which are owned by users or groups.
final class Things {
    static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final NewOrg org;
    private int made;

    Things() {
        this(Optional.empty());
    }

    Things(Optional<GeneratedRows> generated) {
        org = new NewOrg(new Schema(List.of(
                new Blueprint(thing(), _ -> {}, generated),
                new Blueprint(person("User", "005"), _ -> {}, Optional.empty()),
                new Blueprint(person("Group", "00G"), _ -> {}, Optional.empty()),
                new Blueprint(person("Order", "801"), _ -> {}, Optional.empty()))));
    }

    /// Puts a thing, one second after the one before. Takes names and texts of fields by turns.
    String put(String name, String... fields) {
        return put("Thing__c", name, FIRST.plusSeconds(made++), fields);
    }

    String put(String object, String name, Instant stamp, String... fields) {
        var values = new HashMap<String, String>(Map.of("Name", name));
        for (var index = 0; index < fields.length; index += 2) {
            values.put(fields[index], fields[index + 1]);
        }
        return org.put(object, values, stamp);
    }

    QueryAnswer query(String soql) {
        return query(soql, QueryScope.LIVE);
    }

    QueryAnswer query(String soql, QueryScope scope) {
        return Soql.prepare(org.state(), soql, scope, NOW).run();
    }

    /// The names of the things for which the condition is true, in the order of their Ids.
    List<String> where(String condition) {
        return names(query("SELECT Name FROM Thing__c WHERE " + condition));
    }

    static List<String> names(QueryAnswer answer) {
        return answer.rows(0, 1_000).stream().map(row -> text(row, "Name")).toList();
    }

    static String text(QueryRow row, String column) {
        return value(row, column) instanceof Value.Text(var text) ? text : "none";
    }

    static Value value(QueryRow row, String column) {
        return row.cells().stream()
                .filter(cell -> cell.name().equals(column))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static ObjectDefinition thing() {
        var self = new Lookup(List.of("Thing__c"), "Parent__r", Optional.empty(), OnParentDelete.CLEAR);
        var owner = new Lookup(List.of("Group", "User"), "Owner", Optional.empty(), OnParentDelete.CLEAR);
        var elsewhere = new Lookup(List.of("Nowhere"), "Elsewhere__r", Optional.empty(), OnParentDelete.CLEAR);
        var fields = new ArrayList<>(standard());
        fields.add(reference("Parent__c", self));
        fields.add(reference("OwnerId", owner));
        fields.add(reference("Elsewhere__c", elsewhere));
        fields.add(field("Key__c", FieldKind.STRING, FieldFlag.UNIQUE, FieldFlag.EXTERNAL_ID));
        fields.add(field("Code__c", FieldKind.STRING, FieldFlag.UNIQUE, FieldFlag.CASE_SENSITIVE));
        fields.add(field("Text__c", FieldKind.STRING));
        fields.add(picklist("Size__c", FieldKind.PICKLIST, "Small", "Medium", "Large"));
        fields.add(picklist("Tags__c", FieldKind.MULTIPICKLIST, "a", "b", "c"));
        fields.add(field("Count__c", FieldKind.INT));
        fields.add(field("Number__c", FieldKind.DOUBLE));
        fields.add(field("Flag__c", FieldKind.BOOLEAN));
        fields.add(field("Day__c", FieldKind.DATE));
        fields.add(field("Moment__c", FieldKind.DATETIME));
        fields.add(field("Time__c", FieldKind.TIME));
        fields.add(made("Long__c", FieldKind.TEXTAREA, Set.of(), Optional.empty(), List.of()));
        fields.add(made("HomeAddress", FieldKind.ADDRESS, Set.of(), Optional.empty(), List.of()));
        return object("Thing__c", "a09", fields);
    }

    private static ObjectDefinition person(String name, String prefix) {
        var fields = new ArrayList<>(standard());
        fields.add(field("Nickname__c", FieldKind.STRING));
        if (name.equals("User")) {
            fields.add(field("Email", FieldKind.EMAIL));
        }
        return object(name, prefix, fields);
    }

    private static ObjectDefinition object(String name, String prefix, List<FieldDefinition> fields) {
        return new ObjectDefinition(name, name, name + "s", prefix, Set.of(ObjectFlag.QUERYABLE), fields);
    }

    private static List<FieldDefinition> standard() {
        var user = List.of("User");
        return List.of(
                field("Id", FieldKind.ID),
                field("IsDeleted", FieldKind.BOOLEAN),
                field("Name", FieldKind.STRING),
                field("CreatedDate", FieldKind.DATETIME),
                reference("CreatedById", new Lookup(user, "CreatedBy", Optional.empty(), OnParentDelete.CLEAR)),
                field("LastModifiedDate", FieldKind.DATETIME),
                reference(
                        "LastModifiedById", new Lookup(user, "LastModifiedBy", Optional.empty(), OnParentDelete.CLEAR)),
                field("SystemModstamp", FieldKind.DATETIME));
    }

    private static FieldDefinition field(String name, FieldKind type, FieldFlag... flags) {
        return made(name, type, comparable(flags), Optional.empty(), List.of());
    }

    private static FieldDefinition reference(String name, Lookup lookup) {
        return made(name, FieldKind.REFERENCE, comparable(), Optional.of(lookup), List.of());
    }

    private static FieldDefinition picklist(String name, FieldKind type, String... values) {
        var entries = Stream.of(values)
                .map(value -> new PicklistEntry(value, value, true, false))
                .toList();
        return made(name, type, comparable(), Optional.empty(), entries);
    }

    private static Set<FieldFlag> comparable(FieldFlag... more) {
        var flags = EnumSet.of(FieldFlag.FILTERABLE, FieldFlag.SORTABLE, FieldFlag.AGGREGATABLE);
        flags.addAll(Arrays.asList(more));
        return flags;
    }

    private static FieldDefinition made(
            String name, FieldKind type, Set<FieldFlag> flags, Optional<Lookup> lookup, List<PicklistEntry> picklist) {
        return new FieldDefinition(
                name,
                name,
                type,
                255,
                18,
                2,
                9,
                flags,
                lookup,
                picklist,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                FieldNotes.NONE,
                Optional.empty());
    }
}
