package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.project.PlanReferences.Fate;
import dev.lockstep.orgsim.source.NotSimulated;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Turns a record of the project into one that a call could bring, and says what the org can't take of it.
final class RecordTranslator {
    private static final String REFERENCE = "@";

    private final NotSimulated notSimulated;
    private final ObjectNames names;
    private final RecordFields fields;
    private final Map<String, ObjectDefinition> objects = new HashMap<>();

    RecordTranslator(DxProject project) {
        this.notSimulated = project.notSimulated();
        this.names = project.names();
        this.fields = new RecordFields(project);
        project.blueprints()
                .forEach(blueprint -> objects.put(blueprint.definition().name(), blueprint.definition()));
    }

    /// A record that another one needs before it can be created.
    sealed interface Missing {
        /// The record in which it stands.
        ///
        /// @param place in the same file
        record Parent(String place) implements Missing {}

        record Named(String name) implements Missing {}
    }

    sealed interface Translated {
        record Input(InputRecord record) implements Translated {}

        record Waits(Missing missing) implements Translated {}

        /// The org doesn't have its object.
        record LeftOut() implements Translated {}
    }

    /// What became of other records so far.
    ///
    /// @param parents by their place in the same file
    /// @param named by their names
    record Fates(Function<String, Optional<Fate>> parents, Function<String, Optional<Fate>> named) {}

    Translated translate(PlannedRecord record, Fates fates) {
        var object = object(record);
        if (object.isEmpty()) {
            notSimulated.count("Records of " + record.object() + " are left out");
            return new Translated.LeftOut();
        }
        var missing = missing(record, object.get(), fates);
        return missing.isPresent()
                ? new Translated.Waits(missing.get())
                : new Translated.Input(input(record, object.get(), fates));
    }

    private InputRecord input(PlannedRecord record, ObjectDefinition object, Fates fates) {
        var values = new LinkedHashMap<String, String>();
        record.values().forEach((name, text) -> {
            if (fields.isKept(record, object, name)) {
                value(text, fates)
                        .ifPresentOrElse(value -> values.put(name, value), () -> fields.leaveOut(object, name));
            }
        });
        record.parent()
                .ifPresent(parent -> fields.ofParent(record, object, parent)
                        .ifPresent(field -> fates.parents()
                                .apply(parent.place())
                                .ifPresent(fate -> {
                                    if (fate instanceof Fate.Created(var id)) {
                                        values.put(field, id);
                                    }
                                })));
        return new InputRecord(object.name(), Optional.empty(), values, Set.of(), fields.references(record, object));
    }

    private Optional<ObjectDefinition> object(PlannedRecord record) {
        var name = names.find(record.object());
        if (name.isEmpty() && names.whyNot(record.object()).isEmpty()) {
            throw record.refused(
                    "attributes.type",
                    "the project has no object " + record.object() + ": correct the type, or add the object");
        }
        return name.map(objects::get).filter(object -> object.has(ObjectFlag.CREATEABLE));
    }

    private static Optional<Missing> missing(PlannedRecord record, ObjectDefinition object, Fates fates) {
        if (record.parent().isPresent()) {
            var place = record.parent().get().place();
            if (fates.parents().apply(place).isEmpty()) {
                return Optional.of(new Missing.Parent(place));
            }
        }
        return record.values().entrySet().stream()
                .filter(value -> isReference(object, value.getKey(), value.getValue()))
                .map(value -> value.getValue().substring(REFERENCE.length()))
                .filter(name -> fates.named().apply(name).isEmpty())
                .<Missing>map(Missing.Named::new)
                .findFirst();
    }

    private static boolean isReference(ObjectDefinition object, String field, String text) {
        return text.startsWith(REFERENCE)
                && object.field(field)
                        .filter(found -> found.type() == FieldKind.REFERENCE)
                        .isPresent();
    }

    /// The text itself, or the Id of the record that it names; empty if the org has no such record.
    private static Optional<String> value(String text, Fates fates) {
        if (!text.startsWith(REFERENCE)) {
            return Optional.of(text);
        }
        return switch (fates.named().apply(text.substring(REFERENCE.length())).orElse(new Fate.Created(text))) {
            case Fate.Created(var id) -> Optional.of(id);
            case Fate.LeftOut() -> Optional.empty();
        };
    }
}
