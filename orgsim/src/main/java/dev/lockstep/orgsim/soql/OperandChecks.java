package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.soql.Condition.Comparison;
import java.math.BigDecimal;

/// Refuses values that don't fit the field.
final class OperandChecks {
    private final Faults faults;

    OperandChecks(Faults faults) {
        this.faults = faults;
    }

    void check(FieldDefinition field, Comparison comparison) {
        var at = comparison.field().at();
        for (var operand : comparison.operands()) {
            switch (operand) {
                case Literal.Pattern _ -> {
                    // Only text fields take LIKE, and text is what it is.
                }
                case Literal.Days _ -> checkDays(field, comparison);
                case Literal.Single(var value) -> {
                    if (comparison.operator() == Operator.LIKE || !fits(field, value)) {
                        throw mismatch(field, at);
                    }
                    checkId(field, value, at);
                    checkAbsent(comparison, value);
                }
            }
        }
    }

    private void checkDays(FieldDefinition field, Comparison comparison) {
        if (field.type() != FieldKind.DATE && field.type() != FieldKind.DATETIME) {
            throw mismatch(field, comparison.field().at());
        }
        if (comparison.operator().takesList()) {
            throw faults.unsupported(comparison.field().at(), "date literals in a list");
        }
    }

    private static boolean fits(FieldDefinition field, Value value) {
        if (value.isAbsent()) {
            return true;
        }
        return switch (field.type()) {
            case ID,
                    REFERENCE,
                    STRING,
                    PICKLIST,
                    MULTIPICKLIST,
                    COMBOBOX,
                    TEXTAREA,
                    EMAIL,
                    PHONE,
                    URL,
                    ENCRYPTEDSTRING -> value instanceof Value.Text;
            case INT -> value instanceof Value.Decimal(var number) && isWhole(number);
            case DOUBLE, CURRENCY, PERCENT -> value instanceof Value.Decimal;
            case BOOLEAN -> value instanceof Value.Flag;
            case DATE -> value instanceof Value.Day;
            case DATETIME -> value instanceof Value.Moment;
            case TIME -> value instanceof Value.TimeOfDay;
            case BASE64, ADDRESS, LOCATION -> false;
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0;
    }

    @Assumed(reason = "An Id is checked for its form alone; one of another object is no fault and finds nothing")
    private void checkId(FieldDefinition field, Value value, int at) {
        if (FilterMaker.isId(field)
                && value instanceof Value.Text(var text)
                && RecordId.parse(text).isEmpty()) {
            throw faults.invalidFilter(at, "invalid ID field: " + text);
        }
    }

    private void checkAbsent(Comparison comparison, Value value) {
        if (!value.isAbsent()) {
            return;
        }
        switch (comparison.operator()) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                throw faults.unsupported(comparison.field().at(), "null or '' behind <, <=, > and >=");
            case INCLUDES, EXCLUDES ->
                throw faults.unsupported(comparison.field().at(), "null or '' in INCLUDES and EXCLUDES");
            case EQUAL, NOT_EQUAL, LIKE, IN, NOT_IN -> {
                // They ask for records without a value.
            }
        }
    }

    @Assumed(reason = "The wording is the one that many forum posts quote")
    private OrgFault mismatch(FieldDefinition field, int at) {
        var type = switch (field.type()) {
            case ID, REFERENCE -> "ID";
            case DATETIME -> "dateTime";
            case STRING, PICKLIST, MULTIPICKLIST, COMBOBOX, TEXTAREA, EMAIL, PHONE, URL, ENCRYPTEDSTRING -> "string";
            case INT, DOUBLE, CURRENCY, PERCENT, BOOLEAN, DATE, TIME, BASE64, ADDRESS, LOCATION ->
                field.type().describeName();
        };
        var isQuoted = field.type().isText() || FilterMaker.isId(field);
        return faults.invalidField(
                at,
                "value of filter criterion for field '" + field.name() + "' must be of type " + type + " and should "
                        + (isQuoted ? "be enclosed in quotes" : "not be enclosed in quotes"));
    }
}
