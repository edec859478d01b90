package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.org.ExternalReference;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.RecordTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Tells the fields and relationships of records that the org has from those that it lacks, and from those that nobody
/// knows.
final class RecordFields {
    /// What objects have in orgs with features that the simulated one lacks.
    private static final Set<String> OF_OTHER_ORGS = Set.of(RecordTypes.FIELD, RecordTypes.OBJECT, "CurrencyIsoCode");

    private final DxProject project;

    RecordFields(DxProject project) {
        this.project = project;
    }

    /// Whether the org has the field. Says it where the org lacks it, and refuses one that nobody knows.
    boolean isKept(PlannedRecord record, ObjectDefinition object, String name) {
        if (object.field(name).isPresent() && !isIdOfOtherOrg(name)) {
            return true;
        }
        if (!isLeftOut(object, name)) {
            throw record.refused(name, "the object " + object + " has no field " + name + ": correct or remove it");
        }
        leaveOut(object, name);
        return false;
    }

    /// The org gives its record types Ids of its own; a record names its type by `RecordType` instead.
    private static boolean isIdOfOtherOrg(String name) {
        return name.equalsIgnoreCase(RecordTypes.FIELD);
    }

    void leaveOut(ObjectDefinition object, String name) {
        project.notSimulated().count("Values of " + object + "." + name + " are left out");
    }

    private boolean isLeftOut(ObjectDefinition object, String name) {
        var isOfStandardObject = !object.has(ObjectFlag.CUSTOM) && !name.contains("__");
        return isOfStandardObject
                || OF_OTHER_ORGS.contains(name)
                || source(object, field -> field.name().equalsIgnoreCase(name)).isPresent();
    }

    private Optional<FieldSource> source(ObjectDefinition object, Predicate<FieldSource> wanted) {
        return project.source(object.name())
                .flatMap(source -> source.fields().stream().filter(wanted).findFirst());
    }

    /// The lookup through which a child that stands in its parent's list refers to it; empty where the org lacks it.
    Optional<String> ofParent(PlannedRecord record, ObjectDefinition object, PlannedRecord.Parent parent) {
        var field = object.fields().stream()
                .filter(found ->
                        found.lookup().filter(lookup -> isOf(lookup, parent)).isPresent())
                .map(FieldDefinition::name)
                .findFirst();
        if (field.isEmpty()) {
            var source = source(
                    object,
                    found -> found.text("relationshipName")
                            .filter(name -> parent.children().equalsIgnoreCase(name + "__r"))
                            .isPresent());
            var name = source.map(FieldSource::name)
                    .orElseThrow(() -> record.refused("the object " + parent.object() + " knows no children "
                            + parent.children() + " of type " + object + ": correct the name"));
            leaveOut(object, name);
        }
        return field;
    }

    private static boolean isOf(Lookup lookup, PlannedRecord.Parent parent) {
        return lookup.childRelationshipName()
                        .filter(parent.children()::equalsIgnoreCase)
                        .isPresent()
                && lookup.referenceTo().stream().anyMatch(parent.object()::equalsIgnoreCase);
    }

    /// The parents that are named by one of their own fields.
    Map<String, ExternalReference> references(PlannedRecord record, ObjectDefinition object) {
        var references = new LinkedHashMap<String, ExternalReference>();
        record.keys().forEach((relationship, key) -> {
            var field = object.relationship(relationship);
            if (field.isPresent()) {
                references.put(
                        relationship,
                        new ExternalReference(field.get().referenceTo().getFirst(), key.field(), key.value()));
            } else if (isLeftOut(object, relationship.replaceFirst("__r$", "__c"))) {
                leaveOut(object, relationship);
            } else {
                throw record.refused(
                        relationship,
                        "the object " + object + " has no relationship " + relationship + ": correct or remove it");
            }
        });
        return references;
    }
}
