package dev.lockstep.app.demo.project;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.ObjectDefinition;
import java.util.List;
import java.util.Map;

/// An object as the check works with it.
///
/// @param parents the lookups that its rows set, and the object of which the parent is
/// @param parentKeys of these lookups, the parent's unique identifier by which it is named; others name it by its Id
/// @param strangers required lookups to objects that aren't mapped, and the object of which the parent is
/// @param fields what its rows set beside the lookups
/// @param wave its rows are inserted when those of all earlier waves are in the org
record CheckedObject(
        ObjectDefinition definition,
        Map<FieldDefinition, String> parents,
        Map<FieldDefinition, FieldDefinition> parentKeys,
        Map<FieldDefinition, String> strangers,
        List<FieldDefinition> fields,
        int wave) {
    CheckedObject {
        parents = Map.copyOf(parents);
        parentKeys = Map.copyOf(parentKeys);
        strangers = Map.copyOf(strangers);
        fields = List.copyOf(fields);
    }

    ObjectName name() {
        return new ObjectName(definition.name());
    }

    /// As SQL names it.
    String table() {
        return "salesforce.\"" + name().tableName() + "\"";
    }

    static String column(FieldDefinition field) {
        return new FieldName(field.name()).columnName();
    }

    /// What can be changed again and again.
    List<FieldDefinition> changeable() {
        return fields.stream()
                .filter(field -> field.has(FieldFlag.UPDATEABLE) && !field.has(FieldFlag.UNIQUE))
                .toList();
    }

    @Override
    public String toString() {
        return definition.name();
    }
}
