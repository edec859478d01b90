package dev.lockstep.orgsim.described;

import dev.lockstep.orgsim.describe.Shape;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.RecordTypeDefinition;
import dev.lockstep.orgsim.org.RecordTypeDefinition.Trait;
import dev.lockstep.orgsim.org.RecordTypes;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.sample.Field;
import dev.lockstep.orgsim.sample.ObjectBuilder;
import dev.lockstep.orgsim.sample.StandardParts;
import dev.lockstep.orgsim.source.NotSimulated;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes an object of its description.
final class DescribedObjectMaker {
    private static final String NAME = "Name";
    private static final String USER = "User";
    /// Records of these are in every org from the beginning on.
    private static final Set<String> OF_EVERY_ORG = Set.of(USER, RecordTypes.OBJECT);

    private final Descriptions descriptions;
    private final NotSimulated notSimulated;

    DescribedObjectMaker(Descriptions descriptions, NotSimulated notSimulated) {
        this.descriptions = descriptions;
        this.notSimulated = notSimulated;
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm")
    Blueprint make(ObjectDescription description) {
        var standard = StandardParts.object(description.name());
        var definition = definition(description, standard.map(Blueprint::definition));
        if (standard.isEmpty()) {
            return new Blueprint(definition, derivation(definition), Optional.empty());
        }
        var missing = missing(standard.get().definition(), definition);
        if (OF_EVERY_ORG.contains(definition.name())) {
            return ofEveryOrg(description, standard.get(), definition, missing);
        }
        if (missing.isEmpty()) {
            return standard.get().defining(definition);
        }
        notSimulated.say("What follows from other fields of " + definition + " isn't worked out: its description lacks "
                + String.join(", ", missing) + ".");
        return new Blueprint(definition, _ -> {}, Optional.empty());
    }

    private ObjectDefinition definition(ObjectDescription description, Optional<ObjectDefinition> standard) {
        var whole = description.whole();
        var label = whole.text("label").orElse(description.name());
        var builder = new ObjectBuilder(
                description.name(), label, whole.text("labelPlural").orElse(label), description.keyPrefix());
        for (var flag : ObjectFlag.values()) {
            whole.child(Shape.property(flag)).ifPresent(_ -> {
                if (whole.flag(Shape.property(flag), false)) {
                    builder.with(flag);
                } else {
                    builder.without(flag);
                }
            });
        }
        var object = builder.fields(fields(description, standard)).build().definition();
        var types = recordTypes(description);
        if (!types.isEmpty() && object.field(RecordTypes.FIELD).isEmpty()) {
            notSimulated.say("The record types of " + object + " are left out (" + types.size()
                    + "): its description has no field " + RecordTypes.FIELD + ".");
            return object;
        }
        return types.isEmpty() ? object : object.having(types);
    }

    private List<Field> fields(ObjectDescription description, Optional<ObjectDefinition> standard) {
        var maker = new DescribedFieldMaker(
                description, new DescribedReferenceMaker(description, descriptions), standard, notSimulated);
        var made = new ArrayList<Field>();
        description.fields().forEach(field -> maker.make(field).ifPresent(made::add));
        sayEmptyLookups(description, made);
        return made;
    }

    private void sayEmptyLookups(ObjectDescription description, List<Field> fields) {
        var empty = fields.stream()
                .map(Field::build)
                .filter(field -> field.lookup().isPresent()
                        && field.referenceTo().stream()
                                .noneMatch(target -> OF_EVERY_ORG.contains(target)
                                        || descriptions.of(target).isPresent()))
                .map(FieldDefinition::name)
                .toList();
        if (!empty.isEmpty()) {
            notSimulated.say("Lookups of " + description.name() + " to objects that aren't described stay empty: "
                    + String.join(", ", empty) + ".");
        }
    }

    @Assumed(reason = "A type of which an older description tells no API name is named by what people read")
    private static List<RecordTypeDefinition> recordTypes(ObjectDescription description) {
        return description.whole().items("recordTypeInfos").stream()
                .filter(type -> !type.flag("master", false))
                .map(DescribedObjectMaker::recordType)
                .toList();
    }

    private static RecordTypeDefinition recordType(Piece type) {
        var traits = EnumSet.noneOf(Trait.class);
        if (type.flag("active", true)) {
            traits.add(Trait.ACTIVE);
        }
        if (type.flag("available", true)) {
            traits.add(Trait.AVAILABLE);
        }
        if (type.flag("defaultRecordTypeMapping", false)) {
            traits.add(Trait.DEFAULT);
        }
        var label = type.required("name");
        return new RecordTypeDefinition(
                0, type.text("developerName").orElse(label), label, Optional.empty(), traits, Map.of());
    }

    /// The records that an org can't be without are made with fields that a description may not show.
    private Blueprint ofEveryOrg(
            ObjectDescription description, Blueprint standard, ObjectDefinition described, List<String> missing) {
        if (!described.keyPrefix().equals(standard.definition().keyPrefix())) {
            throw description
                    .whole()
                    .refused(
                            "keyPrefix",
                            "the Ids of " + described.labelPlural() + " begin with "
                                    + standard.definition().keyPrefix() + ": correct it");
        }
        if (missing.isEmpty()) {
            return standard.defining(described);
        }
        notSimulated.say("The object " + described + " is the simulated org's own: its description lacks "
                + String.join(", ", missing) + ".");
        return standard;
    }

    private static List<String> missing(ObjectDefinition standard, ObjectDefinition described) {
        return standard.fields().stream()
                .filter(field -> described
                        .field(field.name())
                        .filter(found -> isAlike(field, found))
                        .isEmpty())
                .map(FieldDefinition::name)
                .toList();
    }

    /// A lookup to objects that the simulator never has may be plain text in its own objects.
    private static boolean isAlike(FieldDefinition standard, FieldDefinition described) {
        return standard.type() == described.type()
                || (standard.type() == FieldKind.STRING && described.type() == FieldKind.REFERENCE);
    }

    private static Blueprint.Derivation derivation(ObjectDefinition object) {
        var isNamedByPeople = object.field(NAME)
                .filter(name -> name.has(FieldFlag.CREATEABLE) && name.type() == FieldKind.STRING)
                .isPresent();
        return object.has(ObjectFlag.CUSTOM) && isNamedByPeople ? DescribedObjectMaker::deriveName : _ -> {};
    }

    @Assumed(reason = "A record of a custom object that has no name is named by its Id, as seen")
    private static void deriveName(Draft draft) {
        if (draft.value(NAME).isAbsent()) {
            draft.set(NAME, new Value.Text(draft.id()));
        }
    }
}
