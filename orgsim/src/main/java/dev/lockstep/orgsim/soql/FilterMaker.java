package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.soql.Condition.Comparison;
import java.util.List;

/// Makes filters of conditions: finds the fields and refuses comparisons that their types don't allow.
final class FilterMaker {
    private final FieldResolver fields;
    private final OperandChecks operands;
    private final Faults faults;

    FilterMaker(FieldResolver fields, Faults faults) {
        this.fields = fields;
        this.operands = new OperandChecks(faults);
        this.faults = faults;
    }

    Filter make(Condition condition) {
        return switch (condition) {
            case Condition.And(var parts) -> new Filter.And(makeAll(parts));
            case Condition.Or(var parts) -> new Filter.Or(makeAll(parts));
            case Condition.Not(var part) -> new Filter.Not(make(part));
            case Comparison comparison -> match(comparison);
        };
    }

    private List<Filter> makeAll(List<Condition> parts) {
        return parts.stream().map(this::make).toList();
    }

    private Filter match(Comparison comparison) {
        var access = fields.resolve(comparison.field());
        var field = access.field();
        var at = comparison.field().at();
        if (field.type().isCompound() || !field.has(FieldFlag.FILTERABLE)) {
            throw faults.invalidField(at, "field '" + field.name() + "' can not be filtered in a query call");
        }
        if (!allows(field, comparison.operator())) {
            throw faults.invalidFilter(
                    at,
                    "invalid operator on " + (isId(field) ? "id" : field.type().describeName()) + " field");
        }
        operands.check(field, comparison);
        var test = new ValueTests(field).of(comparison);
        return new Filter.Match(access, test, Narrowings.of(access, comparison));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_querying_multiselect_picklists.htm")
    private static boolean allows(FieldDefinition field, Operator operator) {
        var isChoices = field.type() == FieldKind.MULTIPICKLIST;
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> true;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> !isChoices && field.type() != FieldKind.BOOLEAN;
            case LIKE -> !isChoices && field.type().isText();
            case IN, NOT_IN -> !isChoices;
            case INCLUDES, EXCLUDES -> isChoices;
        };
    }

    static boolean isId(FieldDefinition field) {
        return field.type() == FieldKind.ID || field.type() == FieldKind.REFERENCE;
    }
}
