package dev.lockstep.app.demo.project;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.RecordTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds out of a project's objects what a check can do with them.
///
/// Lookups among them are set, but for those that would close a circle. A child's wave is its parent's where it can be
/// given the parent's unique identifier, and the next one otherwise: it needs the parent's Id then.
final class CheckedObjects {
    private final ProjectMappings mappings;
    private final SampleValues values;
    private final Map<String, ObjectDefinition> possible = new LinkedHashMap<>();
    private final ParentGraph parents = new ParentGraph();
    private final List<String> leftOut = new ArrayList<>();

    private CheckedObjects(List<ObjectDefinition> objects, SampleValues values) {
        this.mappings = new ProjectMappings(objects);
        this.values = values;
        objects.forEach(object -> possible.put(object.name(), object));
    }

    /// @param objects by wave, parents before their children
    /// @param leftOut why the check can't make records of others, a line each
    record Found(List<CheckedObject> objects, List<String> leftOut) {
        Found {
            objects = List.copyOf(objects);
            leftOut = List.copyOf(leftOut);
        }
    }

    static Found of(List<ObjectDefinition> objects, SampleValues values) {
        var found = new CheckedObjects(objects, values);
        found.takeOutWhatCannotBeFilled();
        found.connect(CheckedObjects::isRequired);
        found.takeOutWhatLacksAParent();
        found.connect(field -> !isRequired(field));
        return found.sorted();
    }

    private void takeOutWhatCannotBeFilled() {
        for (var object : List.copyOf(possible.values())) {
            if (!object.has(ObjectFlag.CREATEABLE) || !object.has(ObjectFlag.DELETABLE)) {
                takeOut(object, "its records can't be created and deleted");
                continue;
            }
            object.fields().stream()
                    .filter(field -> isRequired(field) && field.type() != FieldKind.REFERENCE)
                    .filter(field -> values.of(field, 0, 0).isEmpty())
                    .findFirst()
                    .ifPresent(field -> takeOut(object, "nothing can be thought of for its required " + field.name()));
        }
    }

    private void takeOut(ObjectDefinition object, String why) {
        possible.remove(object.name());
        leftOut.add("Not in the steps: " + object.name() + ", since " + why + ".");
    }

    /// Whether no record can be created without saying something about the field.
    static boolean isRequired(FieldDefinition field) {
        return field.has(FieldFlag.CREATEABLE)
                && !field.has(FieldFlag.NILLABLE)
                && !field.has(FieldFlag.DEFAULTED_ON_CREATE);
    }

    /// Sets the lookups between possible objects that close no circle.
    private void connect(Predicate<FieldDefinition> which) {
        for (var object : possible.values()) {
            for (var field : object.fields()) {
                if (isLookup(field) && which.test(field)) {
                    var parent = field.referenceTo().getFirst();
                    if (possible.containsKey(parent)) {
                        parents.connect(object.name(), field, parent);
                    }
                }
            }
        }
    }

    private static boolean isLookup(FieldDefinition field) {
        return field.type() == FieldKind.REFERENCE
                && field.referenceTo().size() == 1
                && field.has(FieldFlag.CREATEABLE)
                && !field.has(FieldFlag.DEFAULTED_ON_CREATE);
    }

    /// What lacks a required parent takes those out that need it.
    private void takeOutWhatLacksAParent() {
        var changed = true;
        while (changed) {
            changed = false;
            for (var object : List.copyOf(possible.values())) {
                var missing = object.fields().stream()
                        .filter(field -> field.type() == FieldKind.REFERENCE && isRequired(field))
                        .filter(field ->
                                mappings.object(field.referenceTo().getFirst()).isPresent())
                        .filter(field ->
                                !possible.containsKey(parents.of(object.name()).getOrDefault(field, "")))
                        .findFirst();
                if (missing.isPresent()) {
                    takeOut(
                            object,
                            "no record can be made for its required "
                                    + missing.get().name());
                    changed = true;
                }
            }
        }
    }

    private Found sorted() {
        possible.keySet().forEach(parents::of);
        var places = parents.places(lookup -> parentKey(lookup).isPresent());
        var here = new ParentGraph.Place(0, 0);
        var objects = possible.values().stream()
                .sorted(Comparator.comparing((ObjectDefinition object) -> places.getOrDefault(object.name(), here))
                        .thenComparing(ObjectDefinition::name))
                .map(object ->
                        checked(object, places.getOrDefault(object.name(), here).wave()))
                .toList();
        return new Found(objects, leftOut);
    }

    private CheckedObject checked(ObjectDefinition object, int wave) {
        var strangers = new LinkedHashMap<FieldDefinition, String>();
        object.fields().stream()
                .filter(field -> field.type() == FieldKind.REFERENCE && isRequired(field))
                .filter(field -> mappings.object(field.referenceTo().getFirst()).isEmpty())
                .forEach(field -> strangers.put(field, field.referenceTo().getFirst()));
        var own = parents.of(object.name());
        var keys = new LinkedHashMap<FieldDefinition, FieldDefinition>();
        own.keySet().forEach(lookup -> parentKey(lookup).ifPresent(key -> keys.put(lookup, key)));
        return new CheckedObject(object, own, keys, strangers, fields(object), wave);
    }

    private Optional<FieldDefinition> parentKey(FieldDefinition lookup) {
        return mappings.parentKey(lookup).filter(key -> values.of(key, 0, 0).isPresent());
    }

    /// Standard objects derive some of their fields from others: of theirs only plain text and what is required is set.
    private List<FieldDefinition> fields(ObjectDefinition object) {
        return object.fields().stream()
                .filter(field -> field.has(FieldFlag.CREATEABLE) && field.type() != FieldKind.REFERENCE)
                .filter(field -> object.has(ObjectFlag.CUSTOM)
                        || field.has(FieldFlag.CUSTOM)
                        || isRequired(field)
                        || isPlainText(field))
                .filter(field -> field.picklist().isEmpty()
                        || !RecordTypes.offered(object, field).picklist().isEmpty())
                .map(field -> RecordTypes.offered(object, field))
                .filter(field -> values.of(field, 0, 0).isPresent())
                .toList();
    }

    private static boolean isPlainText(FieldDefinition field) {
        return switch (field.type()) {
            case STRING, TEXTAREA, PHONE, URL, EMAIL -> field.picklist().isEmpty();
            default -> false;
        };
    }

    /// How the waves of a script follow on each other.
    static Collection<List<CheckedObject>> waves(List<CheckedObject> objects) {
        var waves = new LinkedHashMap<Integer, List<CheckedObject>>();
        objects.forEach(object ->
                waves.computeIfAbsent(object.wave(), _ -> new ArrayList<>()).add(object));
        return waves.values();
    }
}
