package dev.lockstep.app.demo.project;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.ObjectDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a project's objects are mapped: read-write, with a unique identifier where there is one.
final class ProjectMappings {
    /// What PostgreSQL keeps of a column's name.
    private static final int LONGEST_COLUMN = 63;

    private final List<ObjectDefinition> objects;

    ProjectMappings(List<ObjectDefinition> objects) {
        this.objects = List.copyOf(objects);
    }

    String lines() {
        var lines = new StringBuilder();
        objects.forEach(object -> lines.append(line(object)));
        return lines.toString();
    }

    private String line(ObjectDefinition object) {
        var line = new StringBuilder("  - { object: " + object.name() + ", access: read_write");
        uniqueIdentifier(object)
                .ifPresent(key -> line.append(", unique_identifier: ").append(key.name()));
        var paths = object.fields().stream()
                .flatMap(lookup -> parentKey(lookup).stream()
                        .map(key -> lookup.relationshipName().orElseThrow() + "." + key.name()))
                .toList();
        if (!paths.isEmpty()) {
            line.append(", fields: [\"*\", ").append(String.join(", ", paths)).append("]");
        }
        return line.append(" }\n").toString();
    }

    /// The field by which a row is known before it has an Id.
    static Optional<FieldDefinition> uniqueIdentifier(ObjectDefinition object) {
        return object.fields().stream()
                .filter(field -> field.has(FieldFlag.EXTERNAL_ID)
                        && field.has(FieldFlag.UNIQUE)
                        && field.has(FieldFlag.CREATEABLE))
                .findFirst();
    }

    /// The unique identifier of the one object that the lookup points to, where it can stand beside the lookup as a
    /// column of its own.
    Optional<FieldDefinition> parentKey(FieldDefinition lookup) {
        return Optional.of(lookup)
                .filter(field -> field.referenceTo().size() == 1 && field.has(FieldFlag.CREATEABLE))
                .flatMap(field -> object(field.referenceTo().getFirst()))
                .flatMap(ProjectMappings::uniqueIdentifier)
                .filter(key -> column(lookup, key).length() <= LONGEST_COLUMN);
    }

    /// The column through which the lookup is set by the parent's key.
    static String column(FieldDefinition lookup, FieldDefinition parentKey) {
        return (lookup.relationshipName().orElseThrow() + "__" + parentKey.name()).toLowerCase(Locale.ROOT);
    }

    Optional<ObjectDefinition> object(String name) {
        return objects.stream().filter(object -> object.name().equals(name)).findFirst();
    }
}
