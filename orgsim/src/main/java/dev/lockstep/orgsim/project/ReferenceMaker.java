package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.sample.Field;
import dev.lockstep.orgsim.source.NotSimulated;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes lookups and master-detail relationships.
final class ReferenceMaker {
    private final ObjectNames objects;
    private final NotSimulated notSimulated;

    ReferenceMaker(ObjectNames objects, NotSimulated notSimulated) {
        this.objects = objects;
        this.notSimulated = notSimulated;
    }

    Optional<Field> hierarchy(FieldSource field) {
        return Optional.of(Field.reference(
                field.name(), field.label(), lookup(field, "User", OnParentDelete.CLEAR, OptionalInt.empty())));
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm")
    Optional<Field> lookup(FieldSource field) {
        return target(field)
                .map(target -> Field.reference(
                        field.name(),
                        field.label(),
                        lookup(field, target, onParentDelete(field), OptionalInt.empty())));
    }

    /// A master is never missing, and stays the same unless the metadata allows to change it.
    @Documented(
            url =
                    "https://help.salesforce.com/s/articleView?id=platform.overview_of_custom_object_relationships.htm&type=5")
    Optional<Field> masterDetail(FieldSource field) {
        return target(field).map(target -> {
            field.required("relationshipName");
            var order = OptionalInt.of(field.number("relationshipOrder", 0, 1, 0));
            var made = Field.reference(
                            field.name(), field.label(), lookup(field, target, OnParentDelete.CASCADE, order))
                    .required();
            if (field.flag("writeRequiresMasterRead")) {
                made.with(FieldFlag.WRITE_REQUIRES_MASTER_READ);
            }
            return field.flag("reparentableMasterDetail") ? made : made.without(FieldFlag.UPDATEABLE);
        });
    }

    private Optional<String> target(FieldSource field) {
        var name = field.required("referenceTo");
        var target = objects.find(name);
        if (target.isEmpty()) {
            var why = objects.whyNot(name)
                    .orElseThrow(() -> field.refused(
                            "referenceTo",
                            "the field " + field.name() + " refers to " + name
                                    + ", which the project doesn't have: add the object or remove the field"));
            notSimulated.say("The field " + field.fullName() + " is left out: it refers to " + name + ", " + why + ".");
        }
        return target;
    }

    private static Lookup lookup(FieldSource field, String target, OnParentDelete onDelete, OptionalInt masterOrder) {
        return new Lookup(
                List.of(target),
                field.name().replaceFirst("__c$", "__r"),
                field.text("relationshipName").map(name -> name + "__r"),
                onDelete,
                masterOrder);
    }

    @Assumed(reason = "Where nothing is said, a required lookup holds its parent and another one is cleared")
    private static OnParentDelete onParentDelete(FieldSource field) {
        var required = field.flag("required");
        return switch (field.text("deleteConstraint").orElse(required ? "Restrict" : "SetNull")) {
            case "SetNull" -> {
                if (required) {
                    throw field.refused(
                            "deleteConstraint",
                            "a required lookup can't be cleared: take Restrict or Cascade instead of SetNull");
                }
                yield OnParentDelete.CLEAR;
            }
            case "Cascade" -> OnParentDelete.CASCADE;
            case "Restrict" -> OnParentDelete.RESTRICT;
            default ->
                throw field.refused(
                        "deleteConstraint", "<deleteConstraint> is SetNull, Cascade or Restrict: correct it");
        };
    }
}
