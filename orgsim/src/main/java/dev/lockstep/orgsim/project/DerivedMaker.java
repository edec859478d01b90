package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Formula;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.sample.Field;
import dev.lockstep.orgsim.source.NotSimulated;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes formulas and roll-up summaries: they are described, and stay empty.
final class DerivedMaker {
    private static final int FORMULA_TEXT = 1_300;
    private static final int SUMMARY_SCALE = 2;

    private final Map<String, FieldSource> sources;
    private final NotSimulated notSimulated;

    /// @param sources the project's fields by their full names in lower case
    DerivedMaker(Map<String, FieldSource> sources, NotSimulated notSimulated) {
        this.sources = Map.copyOf(sources);
        this.notSimulated = notSimulated;
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm")
    Field formula(FieldSource field) {
        var text = field.required("formula");
        var type = field.type();
        var made = switch (type) {
            case TEXT -> Field.string(field.name(), field.label(), FORMULA_TEXT);
            case NUMBER -> decimal(field, FieldKind.DOUBLE);
            case CURRENCY -> decimal(field, FieldKind.CURRENCY);
            case PERCENT -> decimal(field, FieldKind.PERCENT);
            case CHECKBOX -> Field.checkbox(field.name(), field.label());
            case DATE -> Field.date(field.name(), field.label());
            case DATE_TIME -> Field.datetime(field.name(), field.label());
            case TIME -> Field.time(field.name(), field.label());
            default -> throw field.refused("type", "no formula has the type " + type + ": correct it");
        };
        if (field.text("formulaTreatBlanksAs").orElse("").equals("BlankAsZero")) {
            made.with(FieldFlag.FORMULA_TREAT_NULL_NUMBER_AS_ZERO);
        }
        notSimulated.say("The field " + field.fullName() + " stays empty: it is a formula.");
        return made.computed(new Formula(text, (_, _) -> Value.Absent.ABSENT));
    }

    private static Field decimal(FieldSource field, FieldKind kind) {
        return Field.decimal(
                kind,
                field.name(),
                field.label(),
                field.number("precision", 1, FieldMaker.MOST_DIGITS, FieldMaker.MOST_DIGITS),
                field.number("scale", 0, FieldMaker.MOST_DIGITS, 0));
    }

    @Assumed(
            reason = "A summary has the type of what it sums up, with all digits that a number can have; a count is a"
                    + " number without decimals")
    Field summary(FieldSource field) {
        var operation = field.required("summaryOperation");
        var summarized = sources.get(field.text("summarizedField").orElse("").toLowerCase(Locale.ROOT));
        var made = switch (operation) {
            case "count" -> Field.decimal(FieldKind.DOUBLE, field.name(), field.label(), FieldMaker.MOST_DIGITS, 0);
            case "sum", "min", "max" -> like(summarized, field);
            default ->
                throw field.refused("summaryOperation", "<summaryOperation> is count, sum, min or max: correct it");
        };
        notSimulated.say("The field " + field.fullName() + " stays empty: it is a roll-up summary.");
        return made.with(FieldFlag.CALCULATED).without(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE);
    }

    private static Field like(@Nullable FieldSource summarized, FieldSource field) {
        var type = summarized == null ? MetadataType.NUMBER : summarized.type();
        var scale = summarized == null
                ? SUMMARY_SCALE
                : summarized.number("scale", 0, FieldMaker.MOST_DIGITS, SUMMARY_SCALE);
        return switch (type) {
            case CURRENCY ->
                Field.decimal(FieldKind.CURRENCY, field.name(), field.label(), FieldMaker.MOST_DIGITS, scale);
            case PERCENT ->
                Field.decimal(FieldKind.PERCENT, field.name(), field.label(), FieldMaker.MOST_DIGITS, scale);
            case DATE -> Field.date(field.name(), field.label());
            case DATE_TIME -> Field.datetime(field.name(), field.label());
            case TIME -> Field.time(field.name(), field.label());
            default -> Field.decimal(FieldKind.DOUBLE, field.name(), field.label(), FieldMaker.MOST_DIGITS, scale);
        };
    }
}
