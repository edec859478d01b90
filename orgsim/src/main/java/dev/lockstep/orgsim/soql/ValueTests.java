package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.soql.Condition.Comparison;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// Makes the tests of one field's values; both sides are brought into the form of [Comparables].
final class ValueTests {
    private final FieldDefinition field;

    ValueTests(FieldDefinition field) {
        this.field = field;
    }

    @Assumed(
            reason = "A value that isn't there is unequal to every other, so != and NOT IN find it; to =, <, >, LIKE"
                    + " and IN its outcome is unknown, and NOT of them doesn't find it either")
    Function<Value, Truth> of(Comparison comparison) {
        var operator = comparison.operator();
        return switch (operator) {
            case IN, INCLUDES -> set(operator, comparison.operands());
            case NOT_IN, EXCLUDES -> unless(set(operator, comparison.operands()));
            case NOT_EQUAL ->
                unless(single(Operator.EQUAL, comparison.operands().getFirst()));
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE ->
                single(operator, comparison.operands().getFirst());
        };
    }

    private static Function<Value, Truth> unless(Function<Value, Truth> test) {
        return value -> Truth.of(test.apply(value) != Truth.TRUE);
    }

    private Function<Value, Truth> single(Operator operator, Literal operand) {
        return switch (operand) {
            case Literal.Pattern(var pattern) -> like(pattern);
            case Literal.Days days -> days(operator, days);
            case Literal.Single(var literal) -> {
                var value = Comparables.of(field, literal);
                yield value.isAbsent()
                        ? found -> Truth.of(found.isAbsent())
                        : compared(operator, found -> Comparables.compare(found, value));
            }
        };
    }

    @Assumed(reason = "LIKE '' finds what = '' finds: records without a value")
    private static Function<Value, Truth> like(LikePattern pattern) {
        return found -> {
            if (found instanceof Value.Text(var text)) {
                return Truth.of(pattern.matches(text));
            }
            return pattern.isEmpty() ? Truth.TRUE : Truth.UNKNOWN;
        };
    }

    /// Before the period, in it and after it are the three outcomes of a comparison with it.
    @Assumed(reason = "Days begin at midnight UTC: the simulated org's users have that time zone")
    private Function<Value, Truth> days(Operator operator, Literal.Days days) {
        var first = moment(days.first());
        var end = moment(days.end());
        return compared(operator, found -> {
            if (Comparables.compare(found, first) < 0) {
                return -1;
            }
            return Comparables.compare(found, end) < 0 ? 0 : 1;
        });
    }

    private Value moment(LocalDate day) {
        return field.type() == FieldKind.DATE
                ? new Value.Day(day)
                : new Value.Moment(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /// Compares a found value to that of the query: negative, 0 or positive.
    private interface Order {
        int of(Value found);
    }

    private static Function<Value, Truth> compared(Operator operator, Order order) {
        IntPredicate outcome = switch (operator) {
            case EQUAL -> sign -> sign == 0;
            case LESS -> sign -> sign < 0;
            case LESS_OR_EQUAL -> sign -> sign <= 0;
            case GREATER -> sign -> sign > 0;
            case GREATER_OR_EQUAL -> sign -> sign >= 0;
            case NOT_EQUAL, LIKE, IN, NOT_IN, INCLUDES, EXCLUDES ->
                throw new IllegalArgumentException("No order in " + operator);
        };
        return found -> found.isAbsent() ? Truth.UNKNOWN : Truth.of(outcome.test(order.of(found)));
    }

    private Function<Value, Truth> set(Operator operator, List<Literal> operands) {
        return operator == Operator.INCLUDES || operator == Operator.EXCLUDES ? choices(operands) : anyOf(operands);
    }

    private Function<Value, Truth> anyOf(List<Literal> operands) {
        var values = new HashSet<Value>();
        for (var operand : operands) {
            if (operand instanceof Literal.Single(var literal)) {
                values.add(Comparables.of(field, literal));
            }
        }
        return found -> {
            if (values.contains(found)) {
                return Truth.TRUE;
            }
            return found.isAbsent() ? Truth.UNKNOWN : Truth.FALSE;
        };
    }

    /// `('a;b', 'c')`: a and b together, or c.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_querying_multiselect_picklists.htm")
    private Function<Value, Truth> choices(List<Literal> operands) {
        Set<Set<String>> wanted = operands.stream()
                .filter(Literal.Single.class::isInstance)
                .map(operand -> chosen(Comparables.of(field, ((Literal.Single) operand).value())))
                .collect(Collectors.toSet());
        return found -> {
            if (found.isAbsent()) {
                return Truth.UNKNOWN;
            }
            var chosen = chosen(found);
            return Truth.of(wanted.stream().anyMatch(chosen::containsAll));
        };
    }

    private static Set<String> chosen(Value value) {
        return value instanceof Value.Text(var text) ? Set.copyOf(Value.choices(text)) : Set.of();
    }
}
