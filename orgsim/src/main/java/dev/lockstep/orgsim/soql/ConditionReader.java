package dev.lockstep.orgsim.soql;

import io.github.apexdevtools.apexparser.ApexParser.ComparisonOperatorContext;
import io.github.apexdevtools.apexparser.ApexParser.ConditionalExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.FieldExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.LogicalExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.ValueContext;
import java.util.List;
import java.util.Locale;

/// Reads the conditions of a WHERE.
final class ConditionReader {
    private final Faults faults;
    private final LiteralReader literals;

    ConditionReader(Faults faults, LiteralReader literals) {
        this.faults = faults;
        this.literals = literals;
    }

    /// The grammar lets AND and OR mix only with parentheses, as the API does.
    Condition read(LogicalExpressionContext expression) {
        var parts = expression.conditionalExpression().stream().map(this::part).toList();
        if (expression.NOT() != null) {
            return new Condition.Not(parts.getFirst());
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return expression.SOQLAND().isEmpty() ? new Condition.Or(parts) : new Condition.And(parts);
    }

    private Condition part(ConditionalExpressionContext expression) {
        return expression.logicalExpression() == null
                ? comparison(expression.fieldExpression())
                : read(expression.logicalExpression());
    }

    private Condition comparison(FieldExpressionContext expression) {
        if (expression.soqlFunction() != null) {
            throw faults.unsupported(expression.getStart().getStartIndex(), "functions in WHERE");
        }
        var operator = operator(expression.comparisonOperator());
        return new Condition.Comparison(
                QueryReader.path(expression.fieldName()), operator, operands(operator, expression.value()));
    }

    private List<Literal> operands(Operator operator, ValueContext value) {
        var start = value.getStart();
        if (value.boundExpression() != null) {
            throw faults.unsupported(start.getStartIndex(), "bind variables");
        }
        if (value.subQuery() != null) {
            throw faults.unsupported(start.getStartIndex(), "queries in WHERE");
        }
        if (operator.takesList() != (value.valueList() != null)) {
            throw faults.unexpectedToken(start.getStartIndex(), start.getStopIndex() + 1);
        }
        return operator.takesList()
                ? value.valueList().value().stream()
                        .map(one -> literals.read(operator, one))
                        .toList()
                : List.of(literals.read(operator, value));
    }

    private Operator operator(ComparisonOperatorContext operator) {
        return switch (operator.getText().toUpperCase(Locale.ROOT)) {
            case "=" -> Operator.EQUAL;
            case "!=" -> Operator.NOT_EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            case "LIKE" -> Operator.LIKE;
            case "IN" -> Operator.IN;
            case "NOTIN" -> Operator.NOT_IN;
            case "INCLUDES" -> Operator.INCLUDES;
            case "EXCLUDES" -> Operator.EXCLUDES;
            default ->
                throw faults.unsupported(operator.getStart().getStartIndex(), "the operator " + operator.getText());
        };
    }
}
