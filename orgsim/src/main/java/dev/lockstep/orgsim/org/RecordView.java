package dev.lockstep.orgsim.org;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/// One record as it stands in one state of the org. Values are read one by one: a generated row computes only what is
/// asked for.
public interface RecordView {
    ObjectDefinition object();

    /// 18 characters.
    String id();

    /// What is kept at the field's place in [ObjectDefinition#fields()]; absent for formulas and compound fields.
    Value stored(int position);

    /// The value at the field's place, compound fields computed, and formulas as far as they need no parents.
    default Value value(int position) {
        return value(position, Formula.ParentView.UNKNOWN);
    }

    /// The value at the field's place, formulas and compound fields computed.
    default Value value(int position, Formula.ParentView parents) {
        var field = object().fields().get(position);
        if (field.formula().isPresent()) {
            return field.formula().get().computation().of(this, parents);
        }
        return field.type().isCompound() ? compound(field) : stored(position);
    }

    /// The value of the field of that API name.
    default Value value(String field) {
        return value(object().position(field)
                .orElseThrow(() -> new IllegalArgumentException(object() + " has no field " + field)));
    }

    default boolean isDeleted() {
        var position = object().position(SystemFields.IS_DELETED);
        return position.isPresent() && stored(position.getAsInt()).equals(new Value.Flag(true));
    }

    private Value compound(FieldDefinition compound) {
        var parts = new LinkedHashMap<String, Value>();
        var fields = object().fields();
        for (var position = 0; position < fields.size(); position++) {
            var field = fields.get(position);
            if (field.compoundFieldName().equals(Optional.of(compound.name()))) {
                parts.put(partName(compound, field), stored(position));
            }
        }
        return parts.values().stream().allMatch(Value::isAbsent) ? Value.Absent.ABSENT : new Value.Compound(parts);
    }

    /// `BillingCity` is an address's `city`, `Place__Latitude__s` a custom location's `latitude`.
    private static String partName(FieldDefinition compound, FieldDefinition part) {
        var whole = compound.name();
        var name = part.name();
        var isCustom = whole.endsWith("__c") && name.endsWith("__s");
        var stem = isCustom ? whole.length() - "c".length() : whole.length() - "Address".length();
        var end = isCustom ? name.length() - "__s".length() : name.length();
        // The parts of a standard location don't begin as it does.
        var text =
                stem > 0 && stem < end && name.startsWith(whole.substring(0, stem)) ? name.substring(stem, end) : name;
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
