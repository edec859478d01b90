package dev.lockstep.orgsim.org;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All that describe tells of a field, and what the org's rules need.
///
/// @param length in characters, 0 where the type has none
/// @param precision digits in all of a decimal, `scale` of them behind the point; 0 elsewhere
/// @param digits of an int, 0 elsewhere
/// @param compoundFieldName the compound field (`Name`, `BillingAddress`) that this one is a part of
/// @param extraType what describe adds to the type, such as `personname`; text areas say theirs by themselves
/// @param defaultValue what a new record gets, as text; formulas and the saving user's Id aren't told here
public record FieldDefinition(
        String name,
        String label,
        FieldKind type,
        int length,
        int precision,
        int scale,
        int digits,
        Set<FieldFlag> flags,
        Optional<Lookup> lookup,
        List<PicklistEntry> picklist,
        Optional<String> compoundFieldName,
        Optional<String> extraType,
        Optional<String> defaultValue,
        Optional<AutoNumber> autoNumber,
        Optional<Formula> formula,
        FieldNotes notes,
        Optional<RollUp> rollUp) {
    public FieldDefinition {
        flags = flags.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(flags));
        picklist = List.copyOf(picklist);
        if (lookup.isPresent() != (type == FieldKind.REFERENCE)) {
            throw new IllegalArgumentException("Exactly the reference fields have a lookup: " + name);
        }
    }

    /// Whether a caller's text is a value that the field can hold; no question for references.
    public boolean takes(String text) {
        return ValueReader.read(this, text) instanceof ValueReader.Reading.Good;
    }

    /// Whether a caller's text is of the field's type, whatever else may speak against it. References take any
    /// text here: whether it names a record is another question.
    public boolean reads(String text) {
        return type == FieldKind.REFERENCE
                || !(ValueReader.read(this, text) instanceof ValueReader.Reading.Bad(var error)
                        && error.statusCode().equals(ValueReader.WRONG_TYPE));
    }

    /// Whether records can be named by values of the field.
    public boolean namesRecords() {
        return has(FieldFlag.EXTERNAL_ID) || has(FieldFlag.ID_LOOKUP);
    }

    public boolean has(FieldFlag flag) {
        return flags.contains(flag);
    }

    /// The same field with another type and length.
    FieldDefinition shaped(FieldKind otherType, int otherLength) {
        return new FieldDefinition(
                name,
                label,
                otherType,
                otherLength,
                precision,
                scale,
                digits,
                flags,
                lookup,
                picklist,
                compoundFieldName,
                extraType,
                defaultValue,
                autoNumber,
                formula,
                notes,
                rollUp);
    }

    /// The same field with other values to choose from.
    FieldDefinition offering(List<PicklistEntry> others) {
        return new FieldDefinition(
                name,
                label,
                type,
                length,
                precision,
                scale,
                digits,
                flags,
                lookup,
                others,
                compoundFieldName,
                extraType,
                defaultValue,
                autoNumber,
                formula,
                notes,
                rollUp);
    }

    /// The same field as another object has it, under another name.
    ///
    /// @param compound the compound field there
    /// @param there where it leads, if it is a reference
    public FieldDefinition named(String otherName, Optional<String> compound, Optional<Lookup> there) {
        return new FieldDefinition(
                otherName,
                label,
                type,
                length,
                precision,
                scale,
                digits,
                flags,
                there,
                picklist,
                compound,
                extraType,
                defaultValue,
                autoNumber,
                formula,
                notes,
                rollUp);
    }

    /// The same field without some of its flags.
    FieldDefinition without(Set<FieldFlag> less) {
        var left = flags.stream().filter(flag -> !less.contains(flag)).collect(Collectors.toSet());
        return new FieldDefinition(
                name,
                label,
                type,
                length,
                precision,
                scale,
                digits,
                left,
                lookup,
                picklist,
                compoundFieldName,
                extraType,
                defaultValue,
                autoNumber,
                formula,
                notes,
                rollUp);
    }

    /// The objects that the field may point to; empty where it isn't a reference.
    public List<String> referenceTo() {
        return lookup.map(Lookup::referenceTo).orElse(List.of());
    }

    public Optional<String> relationshipName() {
        return lookup.map(Lookup::relationshipName).filter(name -> !name.isEmpty());
    }
}
