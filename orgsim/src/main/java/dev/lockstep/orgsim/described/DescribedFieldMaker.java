package dev.lockstep.orgsim.described;

import dev.lockstep.orgsim.describe.Shape;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.AsDescribed;
import dev.lockstep.orgsim.org.AutoNumber;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.FieldNotes;
import dev.lockstep.orgsim.org.Formula;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.PicklistEntry;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.project.DefaultValues;
import dev.lockstep.orgsim.sample.Field;
import dev.lockstep.orgsim.source.NotSimulated;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes a field of its description.
final class DescribedFieldMaker {
    private static final String DEFAULT = "defaultValue";
    private static final String DEFAULT_FORMULA = "defaultValueFormula";

    private final ObjectDescription object;
    private final DescribedReferenceMaker references;
    private final Optional<ObjectDefinition> standard;
    private final NotSimulated notSimulated;

    /// @param standard the simulator's own object of that name
    DescribedFieldMaker(
            ObjectDescription object,
            DescribedReferenceMaker references,
            Optional<ObjectDefinition> standard,
            NotSimulated notSimulated) {
        this.object = object;
        this.references = references;
        this.standard = standard;
        this.notSimulated = notSimulated;
    }

    /// Nothing where the field is left out.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects_describesobjectresult.htm")
    Optional<Field> make(Piece field) {
        var type = field.required("type");
        var kind = Arrays.stream(FieldKind.values())
                .filter(found -> found.describeName().equals(type))
                .findFirst();
        if (kind.isEmpty()) {
            leaveOut(field, "its type, " + type + ", isn't simulated");
            return Optional.empty();
        }
        var referenceTo = field.texts("referenceTo");
        if (kind.get() == FieldKind.REFERENCE && referenceTo.isEmpty()) {
            leaveOut(field, "it refers to no object");
            return Optional.empty();
        }
        requireSense(field, kind.get());
        return Optional.of(made(field, kind.get()));
    }

    private void leaveOut(Piece field, String why) {
        notSimulated.say("The field " + fullName(field) + " is left out: " + why + ".");
    }

    private String fullName(Piece field) {
        return object.name() + "." + field.required("name");
    }

    private static void requireSense(Piece field, FieldKind kind) {
        if (kind != FieldKind.REFERENCE && !field.texts("referenceTo").isEmpty()) {
            throw field.refused(
                    "referenceTo",
                    "a field of type " + kind.describeName() + " refers to nothing: correct one of them");
        }
        if (field.count("scale").orElse(0) > field.count("precision").orElse(0)) {
            throw field.refused("scale", "there are more digits behind the point than in all: correct one of them");
        }
        if (field.flag("autoNumber", false) && kind != FieldKind.STRING) {
            throw field.refused("autoNumber", "the org counts up texts alone: correct it, or the type");
        }
        if (field.flag("calculated", false) && (field.flag("createable", false) || field.flag("updateable", false))) {
            throw field.refused("calculated", "what is calculated can't be written: correct one of them");
        }
        if (field.flag("dependentPicklist", false)
                && field.text("controllerName").isEmpty()) {
            throw field.refused(
                    "dependentPicklist", "the picklist depends on another field and names none: add controllerName");
        }
    }

    private Field made(Piece field, FieldKind kind) {
        var name = field.required("name");
        var made = Field.bare(kind, name, field.text("label").orElse(name))
                .sized(
                        field.count("length").orElse(0),
                        field.count("precision").orElse(0),
                        field.count("scale").orElse(0),
                        field.count("digits").orElse(0));
        field.text("compoundFieldName").ifPresent(made::partOf);
        field.text("extraTypeInfo").ifPresent(made::extraType);
        if (kind == FieldKind.REFERENCE) {
            made.referring(references.lookup(field));
        }
        var entries = field.items("picklistValues").stream()
                .map(DescribedFieldMaker::entry)
                .toList();
        made.offering(entries);
        if (field.flag("restrictedPicklist", false)) {
            made.restricted();
        }
        addDefault(field, made);
        if (field.flag("autoNumber", false)) {
            made.numbered(autoNumber(field));
        }
        addFormula(field, made);
        // Both are changed by what was said above, and told by the description.
        made.offering(entries);
        addFlags(field, made);
        return made.noted(notes(field));
    }

    private static PicklistEntry entry(Piece entry) {
        entry.requireGroup("a value of a picklist");
        var value = entry.required("value");
        return new PicklistEntry(
                value,
                entry.text("label").orElse(value),
                entry.flag("active", true),
                entry.flag(DEFAULT, false),
                entry.text("validFor"));
    }

    private static void addFlags(Piece field, Field made) {
        for (var flag : FieldFlag.values()) {
            if (field.flag(Shape.property(flag), flag == FieldFlag.AGGREGATABLE && field.flag("filterable", false))) {
                made.with(flag);
            } else {
                made.without(flag);
            }
        }
    }

    private void addDefault(Piece field, Field made) {
        if (!made.type().isText() && !made.type().isDecimal() && made.type() != FieldKind.BOOLEAN) {
            return;
        }
        var formula = field.text(DEFAULT_FORMULA);
        var plain = told(field)
                .or(() -> formula.flatMap(text -> DefaultValues.plain(text, made.type())))
                .or(() -> chosen(made.picklist()));
        if (plain.isEmpty() && formula.isPresent()) {
            notSimulated.say("The field " + fullName(field) + " gets no default: " + formula.get() + " is a formula.");
        }
        plain.ifPresent(value -> {
            made.defaultsTo(value);
            if (!made.build().takes(value)) {
                throw field.refused(DEFAULT, "the default " + value + " doesn't fit the field: correct one of them");
            }
        });
    }

    /// Booleans stand as such.
    private static Optional<String> told(Piece field) {
        return field.child(DEFAULT).map(piece -> switch (piece.content()) {
            case Piece.Content.Text(var text) -> text;
            case Piece.Content.Numeral(var text) -> text;
            case Piece.Content.Flag(var set) -> Boolean.toString(set);
            case Piece.Content.Nothing _, Piece.Content.Items _, Piece.Content.Group _ ->
                throw piece.refused("here belongs a text, a number, true or false: correct it");
        });
    }

    private static Optional<String> chosen(List<PicklistEntry> entries) {
        return Optional.of(entries.stream()
                        .filter(entry -> entry.isDefault() && entry.active())
                        .map(PicklistEntry::value)
                        .collect(Collectors.joining(";")))
                .filter(values -> !values.isEmpty());
    }

    @Assumed(reason = "No description tells the format of a number that an org counts up: it is the plain number")
    private AutoNumber autoNumber(Piece field) {
        var known =
                standard.flatMap(found -> found.field(field.required("name"))).flatMap(own -> own.autoNumber());
        if (known.isEmpty()) {
            notSimulated.say("The field " + fullName(field) + " counts 1, 2, 3: its format stands in no description.");
        }
        return known.orElseGet(() -> new AutoNumber("{0}", 1));
    }

    private void addFormula(Piece field, Field made) {
        if (!field.flag("calculated", false)) {
            return;
        }
        var formula = field.text("calculatedFormula");
        notSimulated.say("The field " + fullName(field) + " stays empty: it is "
                + (formula.isPresent() ? "a formula." : "calculated in a way that isn't described."));
        var empty = made.type() == FieldKind.BOOLEAN ? new Value.Flag(false) : Value.Absent.ABSENT;
        formula.ifPresent(text -> made.computed(new Formula(text, (_, _) -> empty)));
    }

    private static FieldNotes notes(Piece field) {
        return new FieldNotes(
                field.text("inlineHelpText"),
                field.text("controllerName"),
                field.text(DEFAULT_FORMULA),
                Optional.of(new AsDescribed(
                        field.count("byteLength").orElse(0),
                        field.flag("cascadeDelete", false),
                        field.flag("restrictedDelete", false),
                        told(field),
                        field.text("relationshipName"),
                        field.text("extraTypeInfo"),
                        field.text("mask"),
                        field.text("maskType"),
                        field.text("referenceTargetField"),
                        field.child("filteredLookupInfo").map(DescribedFieldMaker::filteredLookup))));
    }

    private static AsDescribed.FilteredLookup filteredLookup(Piece told) {
        return new AsDescribed.FilteredLookup(
                told.texts("controllingFields"), told.flag("dependent", false), told.flag("optionalFilter", false));
    }
}
