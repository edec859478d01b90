package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.AutoNumber;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.FieldNotes;
import dev.lockstep.orgsim.org.PicklistEntry;
import dev.lockstep.orgsim.sample.Field;
import dev.lockstep.orgsim.source.NotSimulated;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes of a field's metadata what describe tells of the field.
final class FieldMaker {
    static final int MOST_DIGITS = 18;

    private static final int AUTO_NUMBER = 30;
    private static final int SHORT_TEXT = 255;
    private static final int LONGEST_TEXT = 131_072;
    private static final int LONGEST_SECRET = 175;
    private static final int EMAIL = 80;
    private static final int PHONE = 40;
    /// Before the point of a longitude.
    private static final int DEGREES = 3;

    private final ValueSets valueSets;
    private final ReferenceMaker references;
    private final DerivedMaker derived;
    private final NotSimulated notSimulated;

    FieldMaker(ValueSets valueSets, ReferenceMaker references, DerivedMaker derived, NotSimulated notSimulated) {
        this.valueSets = valueSets;
        this.references = references;
        this.derived = derived;
        this.notSimulated = notSimulated;
    }

    /// Nothing where the field is left out; a location is three fields.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm")
    List<Field> make(FieldSource field) {
        if (field.has("formula")) {
            return List.of(noted(field, derived.formula(field)));
        }
        var name = field.name();
        var label = field.label();
        return switch (field.type()) {
            case TEXT -> own(field, Field.string(name, label, field.number("length", 1, SHORT_TEXT)));
            case TEXT_AREA -> own(field, Field.textarea(name, label, SHORT_TEXT));
            case LONG_TEXT_AREA -> own(field, Field.textarea(name, label, longText(field)));
            case HTML -> own(field, Field.textarea(name, label, longText(field)).with(FieldFlag.HTML_FORMATTED));
            case ENCRYPTED_TEXT -> own(field, Field.encrypted(name, label, field.number("length", 1, LONGEST_SECRET)));
            case EMAIL -> own(field, Field.text(FieldKind.EMAIL, name, label, EMAIL));
            case PHONE -> own(field, Field.text(FieldKind.PHONE, name, label, PHONE));
            case URL -> own(field, Field.text(FieldKind.URL, name, label, SHORT_TEXT));
            case NUMBER -> own(field, decimal(field, FieldKind.DOUBLE));
            case CURRENCY -> own(field, decimal(field, FieldKind.CURRENCY));
            case PERCENT -> own(field, decimal(field, FieldKind.PERCENT));
            case DATE -> own(field, Field.date(name, label));
            case DATE_TIME -> own(field, Field.datetime(name, label));
            case TIME -> own(field, Field.time(name, label));
            case CHECKBOX -> List.of(noted(field, checkbox(field)));
            case PICKLIST -> List.of(finished(field, choice(field, Field.picklist(name, label, SHORT_TEXT))));
            case MULTISELECT_PICKLIST -> List.of(finished(field, choice(field, Field.multipicklist(name, label))));
            case AUTO_NUMBER ->
                List.of(finished(field, Field.string(name, label, AUTO_NUMBER).numbered(autoNumber(field))));
            case LOOKUP -> made(field, references.lookup(field));
            case MASTER_DETAIL -> made(field, references.masterDetail(field));
            case HIERARCHY -> made(field, references.hierarchy(field));
            case SUMMARY -> List.of(noted(field, derived.summary(field)));
            case LOCATION -> location(field);
            case ADDRESS, ARRAY, CUSTOM_DATA_TYPE, EXTERNAL_LOOKUP, FILE, INDIRECT_LOOKUP, METADATA_RELATIONSHIP ->
                leftOut(field);
        };
    }

    private List<Field> leftOut(FieldSource field) {
        notSimulated.say(
                "The field " + field.fullName() + " is left out: its type, " + field.type() + ", isn't simulated.");
        return List.of();
    }

    /// A field that may have a default.
    private List<Field> own(FieldSource field, Field made) {
        var formula = field.text("defaultValue");
        var plain = DefaultValues.plain(formula.orElse(""), made.type());
        plain.ifPresent(made::defaultsTo);
        if (plain.filter(value -> !made.build().takes(value)).isPresent()) {
            throw field.refused(
                    "defaultValue", "the default " + formula.orElse("") + " doesn't fit the field: correct it");
        }
        if (formula.isPresent() && plain.isEmpty()) {
            notSimulated.say("The field " + field.fullName() + " gets no default: " + formula.get() + " is a formula.");
        }
        return List.of(finished(field, made));
    }

    private static List<Field> made(FieldSource field, Optional<Field> made) {
        return made.map(found -> List.of(finished(field, found))).orElse(List.of());
    }

    private static Field finished(FieldSource field, Field made) {
        if (field.flag("required")) {
            made.required();
        }
        if (field.flag("unique")) {
            made.with(FieldFlag.UNIQUE);
        }
        if (field.flag("caseSensitive")) {
            made.with(FieldFlag.CASE_SENSITIVE);
        }
        if (field.flag("externalId")) {
            made.with(FieldFlag.EXTERNAL_ID, FieldFlag.ID_LOOKUP);
        }
        return noted(field, made);
    }

    private static Field noted(FieldSource field, Field made) {
        var formula = made.type() == FieldKind.BOOLEAN ? Optional.<String>empty() : field.text("defaultValue");
        return made.noted(new FieldNotes(field.text("inlineHelpText"), DependentValues.controller(field), formula));
    }

    private static int longText(FieldSource field) {
        return field.number("length", SHORT_TEXT + 1, LONGEST_TEXT);
    }

    private static Field decimal(FieldSource field, FieldKind kind) {
        int precision = field.number("precision", 1, MOST_DIGITS);
        return Field.decimal(
                kind,
                field.name(),
                field.label(),
                precision,
                field.number("scale", 0, Math.min(precision, MOST_DIGITS - 1)));
    }

    private static Field checkbox(FieldSource field) {
        return Field.checkbox(field.name(), field.label()).defaultsTo(Boolean.toString(field.flag("defaultValue")));
    }

    static AutoNumber autoNumber(FieldSource field) {
        var format = field.text("displayFormat").orElse("{0}");
        if (!AutoNumber.isFormat(format)) {
            throw field.refused(
                    "displayFormat", "<displayFormat> has one place for the number, such as D-{0000}: correct it");
        }
        return new AutoNumber(format, field.number("startingNumber", 0, Integer.MAX_VALUE, 1));
    }

    private Field choice(FieldSource field, Field made) {
        var entries = valueSets.of(field);
        if (entries.isEmpty()) {
            notSimulated.say("The field " + field.fullName() + " takes any value: the project doesn't have its global"
                    + " value set " + ValueSets.nameOfSet(field) + ".");
            return made;
        }
        if (ValueSets.isRestricted(field)) {
            made.restricted();
        }
        var standard = entries.get().stream()
                .filter(entry -> entry.isDefault() && entry.active())
                .map(PicklistEntry::value)
                .collect(Collectors.joining(";"));
        return (standard.isEmpty() ? made : made.defaultsTo(standard)).offering(entries.get());
    }

    @Assumed(reason = "Both parts of a location are numbers with the location's decimals and three digits before them")
    private static List<Field> location(FieldSource field) {
        int scale = field.number("scale", 0, MOST_DIGITS - DEGREES);
        var whole = Field.location(field.name(), field.label());
        if (field.flag("displayLocationInDecimal")) {
            whole.with(FieldFlag.DISPLAY_LOCATION_IN_DECIMAL);
        }
        return List.of(part(field, "Latitude", scale), part(field, "Longitude", scale), noted(field, whole));
    }

    private static Field part(FieldSource field, String what, int scale) {
        var made = Field.decimal(
                        FieldKind.DOUBLE,
                        field.name().replaceFirst("__c$", "__" + what + "__s"),
                        field.label() + " (" + what + ")",
                        DEGREES + scale,
                        scale)
                .with(FieldFlag.CUSTOM)
                .partOf(field.name());
        return field.flag("required") ? made.required() : made;
    }
}
