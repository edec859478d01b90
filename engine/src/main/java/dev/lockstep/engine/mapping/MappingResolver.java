package dev.lockstep.engine.mapping;

import dev.lockstep.model.Access;
import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.ObjectDescription;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.ObjectTrait;
import dev.lockstep.model.configuration.MappingSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes mappings of sections of the configuration, by what the org describes. Pure, apart from the
/// descriptions that it asks for; finds every problem before it gives up.
public final class MappingResolver {
    private static final String EVERY_FIELD = "*";

    private final Function<ObjectName, Optional<ObjectDescription>> describe;
    private final Map<ObjectName, Optional<ObjectDescription>> described = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private MappingResolver(Function<ObjectName, Optional<ObjectDescription>> describe) {
        this.describe = describe;
    }

    /// Makes all mappings or none. Throws [MappingRefused] with every problem.
    ///
    /// @param describe what the org says of an object, empty where the signed-in user doesn't see it
    public static List<Mapping> resolve(
            List<MappingSection> sections, Function<ObjectName, Optional<ObjectDescription>> describe) {
        var resolver = new MappingResolver(describe);
        var mappings = sections.stream()
                .flatMap(section -> resolver.mapping(section).stream())
                .toList();
        if (!resolver.problems.isEmpty()) {
            throw new MappingRefused(resolver.problems);
        }
        return mappings;
    }

    private Optional<Mapping> mapping(MappingSection section) {
        var description = description(section.object());
        if (description.isEmpty()) {
            problems.add(section.object() + ": the org has no such object, or hides it from the signed-in user");
            return Optional.empty();
        }
        int before = problems.size();
        var object = description.get();
        if (!object.is(ObjectTrait.QUERYABLE)) {
            problems.add(object.name() + ": the org doesn't let it be queried");
        }
        if (section.access() == Access.READ_WRITE
                && !object.is(ObjectTrait.CREATEABLE)
                && !object.is(ObjectTrait.UPDATEABLE)) {
            problems.add(object.name() + ": the org doesn't let it be written; map it READ_ONLY");
        }
        var fields = fields(section, object);
        var identifier = section.uniqueIdentifier().flatMap(name -> uniqueIdentifier(object, name));
        identifier.ifPresent(field -> fields.putIfAbsent(field.name().columnName(), new MappedField.Direct(field)));
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new Mapping(object.name(), section.access(), List.copyOf(fields.values()), identifier));
    }

    private Map<String, MappedField> fields(MappingSection section, ObjectDescription object) {
        var fields = new LinkedHashMap<String, MappedField>();
        for (var always : List.of(FieldName.ID, FieldName.SYSTEM_MODSTAMP, FieldName.IS_DELETED)) {
            object.field(always).ifPresent(field -> add(fields, new MappedField.Direct(field)));
        }
        if (object.field(FieldName.SYSTEM_MODSTAMP).isEmpty()) {
            problems.add(object.name() + ": it has no SystemModstamp, so its changes can't be polled yet");
        }
        if (section.fields().isEmpty() || section.fields().contains(EVERY_FIELD)) {
            object.fields().stream()
                    .filter(MappingResolver::isMappable)
                    .forEach(field -> add(fields, new MappedField.Direct(field)));
        }
        for (var path : section.fields()) {
            if (!path.equals(EVERY_FIELD)) {
                field(object, path).ifPresent(field -> add(fields, field));
            }
        }
        return fields;
    }

    private static void add(Map<String, MappedField> fields, MappedField field) {
        fields.putIfAbsent(field.column(), field);
    }

    private Optional<MappedField> field(ObjectDescription object, String path) {
        int dot = path.indexOf('.');
        if (dot >= 0) {
            return reference(object, path.substring(0, dot), new FieldName(path.substring(dot + 1)));
        }
        var field = object.field(new FieldName(path));
        if (field.isEmpty()) {
            problems.add(
                    object.name() + "." + path + ": the org has no such field, or hides it from the signed-in user");
        } else if (!isMappable(field.get())) {
            problems.add(object.name() + "." + path + ": a field of type "
                    + field.get().type() + " has no column; map its components");
            return Optional.empty();
        }
        return field.map(MappedField.Direct::new);
    }

    private Optional<MappedField> reference(ObjectDescription object, String relationship, FieldName key) {
        var place = object.name() + "." + relationship + "." + key;
        var lookup = object.fields().stream()
                .filter(field -> field.relationshipName()
                        .filter(relationship::equalsIgnoreCase)
                        .isPresent())
                .findFirst();
        if (lookup.isEmpty()) {
            problems.add(place + ": the object has no relationship " + relationship);
            return Optional.empty();
        }
        for (var parent : lookup.get().referenceTo()) {
            var parentKey = description(parent).flatMap(described -> described.field(key));
            if (parentKey.filter(MappingResolver::isKey).isPresent()) {
                return Optional.of(new MappedField.ByReference(lookup.get(), parent, parentKey.get()));
            }
        }
        problems.add(
                place + ": " + key + " is not an external id of " + lookup.get().referenceTo());
        return Optional.empty();
    }

    private Optional<FieldDescription> uniqueIdentifier(ObjectDescription object, FieldName name) {
        var place = object.name() + ": the unique identifier " + name;
        var field = object.field(name);
        if (field.isEmpty()) {
            problems.add(place + " is not a field that the signed-in user sees");
        } else if (!field.get().is(FieldTrait.EXTERNAL_ID) || !field.get().is(FieldTrait.UNIQUE)) {
            problems.add(place + " must be marked External ID and Unique in the org");
        } else if (field.get().is(FieldTrait.AUTO_NUMBER) || !field.get().is(FieldTrait.CREATEABLE)) {
            problems.add(place + " must be a field that can be written; an auto-number can't serve");
        }
        return field;
    }

    private Optional<ObjectDescription> description(ObjectName object) {
        return described.computeIfAbsent(object, describe);
    }

    private static boolean isMappable(FieldDescription field) {
        return field.type().family() != FieldType.Family.UNMAPPABLE;
    }

    private static boolean isKey(FieldDescription field) {
        return field.is(FieldTrait.EXTERNAL_ID) || field.is(FieldTrait.ID_LOOKUP);
    }
}
