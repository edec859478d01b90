package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.ObjectDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the fields that a query names.
final class FieldResolver {
    private static final int MOST_STEPS = 5;

    private final Parents parents;
    private final ObjectDefinition object;
    private final Optional<String> alias;
    private final Faults faults;

    FieldResolver(Parents parents, ObjectDefinition object, Optional<String> alias, Faults faults) {
        this.parents = parents;
        this.object = object;
        this.alias = alias;
        this.faults = faults;
    }

    FieldAccess resolve(FieldPath path) {
        var names = withoutPrefix(path.names());
        if (names.size() - 1 > MOST_STEPS) {
            throw faults.invalidField(path.at(), "More than " + MOST_STEPS + " relationships in '" + path.text() + "'");
        }
        var steps = new ArrayList<FieldDefinition>();
        var place = object;
        for (var name : names.subList(0, names.size() - 1)) {
            if (!steps.isEmpty() && isPolymorphic(steps.getLast())) {
                throw faults.unsupported(path.at(), "parents of a parent of several objects, as in " + path.text());
            }
            var from = place;
            var step = place.relationship(name)
                    .filter(field -> isOpen(from, field))
                    .orElseThrow(() -> faults.noSuchRelationship(path.at(), name));
            steps.add(step);
            place = targets(step, path).getFirst();
        }
        var last = names.getLast();
        var field = !steps.isEmpty() && isPolymorphic(steps.getLast())
                ? fieldOfSeveral(steps.getLast(), path, last)
                : fieldOf(place, path, last);
        return new FieldAccess(parents, object, steps, field);
    }

    /// Paths may start with the object's alias or its own name.
    private List<String> withoutPrefix(List<String> names) {
        var first = names.getFirst();
        var isAlias = alias.isPresent() && alias.get().equalsIgnoreCase(first);
        var isObject = object.name().equalsIgnoreCase(first)
                && object.relationship(first).isEmpty();
        return names.size() > 1 && (isAlias || isObject) ? names.subList(1, names.size()) : names;
    }

    private List<ObjectDefinition> targets(FieldDefinition step, FieldPath path) {
        var targets = step.referenceTo().stream()
                .flatMap(name -> parents.state().schema().object(name).stream())
                .filter(parents.state().access()::sees)
                .toList();
        if (targets.isEmpty()) {
            throw faults.unsupported(path.at(), "the parent in " + path.text() + ", an object that it doesn't have");
        }
        return targets;
    }

    /// Whether a user may see the lookup, and the object behind it unless there is none in the org.
    private boolean isOpen(ObjectDefinition place, FieldDefinition step) {
        var access = parents.state().access();
        var targets = step.referenceTo().stream()
                .flatMap(name -> parents.state().schema().object(name).stream())
                .toList();
        return access.sees(place, step)
                && (targets.isEmpty() || targets.stream().anyMatch(access::sees));
    }

    private static boolean isPolymorphic(FieldDefinition reference) {
        return reference.referenceTo().size() > 1 || reference.has(FieldFlag.POLYMORPHIC_FOREIGN_KEY);
    }

    private FieldDefinition fieldOf(ObjectDefinition place, FieldPath path, String name) {
        return place.field(name)
                .filter(field -> parents.state().access().sees(place, field))
                .orElseThrow(() -> faults.noSuchColumn(path.at(), name, place.name()));
    }

    private FieldDefinition fieldOfSeveral(FieldDefinition reference, FieldPath path, String name) {
        if (!NameObject.has(name)) {
            throw faults.noSuchColumn(path.at(), name, NameObject.OBJECT);
        }
        if (NameObject.isType(name)) {
            return NameObject.TYPE;
        }
        return targets(reference, path).stream()
                .flatMap(target ->
                        target
                                .field(name)
                                .filter(field -> parents.state().access().sees(target, field))
                                .stream())
                .findFirst()
                .orElseThrow(() -> faults.unsupported(path.at(), "the field " + path.text()));
    }
}
