package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.PicklistEntry;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.sample.Field;
import dev.lockstep.orgsim.sample.ObjectBuilder;
import dev.lockstep.orgsim.sample.StandardFields;
import dev.lockstep.orgsim.source.NotSimulated;
import dev.lockstep.orgsim.source.SourceRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes objects of the project's metadata.
final class ObjectMaker {
    private static final String NAME = "Name";
    private static final int NAME_LENGTH = 80;

    private final FieldMaker fields;
    private final NotSimulated notSimulated;

    ObjectMaker(FieldMaker fields, NotSimulated notSimulated) {
        this.fields = fields;
        this.notSimulated = notSimulated;
    }

    Blueprint custom(ObjectSource object, String keyPrefix) {
        var definition = object.definition().orElseThrow();
        var label = definition.element().text("label").orElse(object.name());
        var own = customFields(object, List.of());
        var builder = new ObjectBuilder(
                        object.name(),
                        label,
                        definition.element().text("pluralLabel").orElse(label),
                        keyPrefix)
                .fields(StandardFields.head("Record ID"));
        if (own.stream().noneMatch(ObjectMaker::isMasterDetail)) {
            builder.fields(StandardFields.owner());
        }
        if (!isSaid(definition, "enableFeeds")) {
            builder.without(ObjectFlag.FEED_ENABLED);
        }
        return builder.fields(nameField(object, definition))
                .fields(StandardFields.stamps())
                .fields(own)
                .deriving(ObjectMaker::deriveName)
                .build();
    }

    /// The standard object with the project's fields behind its own.
    Blueprint extended(Blueprint standard, ObjectSource object) {
        var before = standard.definition();
        var all = new ArrayList<>(before.fields());
        customFields(object, before.fields()).forEach(field -> all.add(field.build()));
        sayWhichAreMissing(object, before);
        return standard.defining(before.having(before.flags(), all));
    }

    private static boolean isMasterDetail(Field field) {
        return field.build()
                .lookup()
                .filter(lookup -> lookup.masterOrder().isPresent())
                .isPresent();
    }

    private static boolean isSaid(ObjectSource.Definition definition, String property) {
        return definition.element().text(property).orElse("").equals("true");
    }

    private void sayWhichAreMissing(ObjectSource object, ObjectDefinition here) {
        var missing = object.fields().stream()
                .map(FieldSource::name)
                .filter(name -> !isCustom(name) && here.field(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            notSimulated.say("Standard fields of " + here.name() + " that the simulated org doesn't have are left out: "
                    + String.join(", ", missing) + ".");
        }
    }

    private static boolean isCustom(String field) {
        return field.endsWith("__c");
    }

    private List<Field> customFields(ObjectSource object, List<FieldDefinition> standard) {
        var made = new ArrayList<Field>();
        var choices = new HashMap<String, List<PicklistEntry>>();
        standard.forEach(field -> choices.put(lower(field.name()), field.picklist()));
        for (var source : object.fields()) {
            if (isCustom(source.name())) {
                for (var field : fields.make(source)) {
                    made.add(field);
                    choices.put(lower(field.name()), field.type() == FieldKind.BOOLEAN ? checkbox() : field.picklist());
                }
            }
        }
        object.fields()
                .forEach(source -> made.stream()
                        .filter(field -> field.isNamed(source.name()))
                        .findFirst()
                        .ifPresent(field -> makeDependent(source, field, choices)));
        return made;
    }

    private static List<PicklistEntry> checkbox() {
        return DependentValues.OF_A_CHECKBOX.stream()
                .map(value -> new PicklistEntry(value, value, true, false))
                .toList();
    }

    private static void makeDependent(FieldSource source, Field field, Map<String, List<PicklistEntry>> choices) {
        DependentValues.controller(source).ifPresent(controller -> {
            var controlling = Optional.ofNullable(choices.get(lower(controller)))
                    .orElseThrow(() -> source.refused(
                            "valueSet",
                            "the field " + source.name() + " depends on " + controller
                                    + ", which its object doesn't have: correct the name"));
            field.with(FieldFlag.DEPENDENT_PICKLIST)
                    .offering(DependentValues.offered(
                            source,
                            field.picklist(),
                            controlling.stream().map(PicklistEntry::value).toList()));
        });
    }

    private static Field nameField(ObjectSource object, ObjectSource.Definition definition) {
        var name = definition.element().child("nameField");
        var source = new FieldSource(object.name(), NAME, definition.file(), name.orElse(definition.element()));
        var label = name.flatMap(found -> found.text("label")).orElse(NAME);
        var field = Field.string(NAME, label, NAME_LENGTH).with(FieldFlag.NAME_FIELD, FieldFlag.ID_LOOKUP);
        return switch (name.flatMap(found -> found.text("type")).orElse("Text")) {
            case "Text" -> field.with(FieldFlag.DEFAULTED_ON_CREATE).without(FieldFlag.PERMISSIONABLE);
            case "AutoNumber" -> field.numbered(FieldMaker.autoNumber(source));
            default -> throw source.refused("type", "a name is Text or AutoNumber: correct the type");
        };
    }

    @Assumed(reason = "A record of a custom object that has no name is named by its Id, as seen")
    private static void deriveName(Draft draft) {
        if (draft.value(NAME).isAbsent()) {
            draft.set(NAME, new Value.Text(draft.id()));
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// The names by which parents know their children, which must differ.
    static void requireDifferentChildren(List<Blueprint> blueprints) {
        var seen = new HashMap<String, String>();
        for (var blueprint : blueprints) {
            for (var field : blueprint.definition().fields()) {
                if (field.has(FieldFlag.CUSTOM)) {
                    field.lookup().ifPresent(lookup -> requireDifferent(blueprint, field, lookup, seen));
                }
            }
        }
    }

    private static void requireDifferent(
            Blueprint blueprint, FieldDefinition field, Lookup lookup, Map<String, String> seen) {
        var own = blueprint.definition().name() + "." + field.name();
        lookup.childRelationshipName().ifPresent(children -> {
            var other = seen.putIfAbsent(lower(lookup.referenceTo().getFirst() + "." + children), own);
            if (other != null) {
                throw new SourceRefused("The relationships " + other + " and " + own + " have the same name "
                        + children.replaceFirst("__r$", "") + " on "
                        + lookup.referenceTo().getFirst()
                        + ": change the relationshipName of one of them.");
            }
        });
    }
}
