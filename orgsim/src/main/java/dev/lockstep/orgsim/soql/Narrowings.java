package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.soql.Condition.Comparison;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out which comparisons an index can answer.
final class Narrowings {
    private static final String SYSTEM_MODSTAMP = "SystemModstamp";

    private Narrowings() {}

    static Optional<Narrowing> of(FieldAccess access, Comparison comparison) {
        if (!access.isDirect()) {
            return Optional.empty();
        }
        var values = comparison.operands().stream()
                .flatMap(operand ->
                        operand instanceof Literal.Single(var value) ? Stream.of(value) : Stream.<Value>empty())
                .filter(value -> !value.isAbsent())
                .toList();
        if (values.size() < comparison.operands().size()) {
            return Optional.empty();
        }
        if (access.field().type() == FieldKind.ID) {
            return ids(comparison.operator(), values);
        }
        if (access.isDirect(SYSTEM_MODSTAMP) && values.getFirst() instanceof Value.Moment(var moment)) {
            return stamps(comparison, moment);
        }
        var isEquality = comparison.operator() == Operator.EQUAL || comparison.operator() == Operator.IN;
        return isEquality && access.field().has(FieldFlag.UNIQUE)
                ? Optional.of(new Narrowing.Keys(access.field(), values))
                : Optional.empty();
    }

    private static Optional<Narrowing> ids(Operator operator, List<Value> values) {
        var ids = values.stream()
                .map(value -> value instanceof Value.Text(var text) ? RecordId.parse(text) : Optional.<RecordId>empty())
                .flatMap(Optional::stream)
                .toList();
        return switch (operator) {
            case EQUAL, IN -> Optional.of(new Narrowing.Ids(ids));
            case GREATER, GREATER_OR_EQUAL -> Optional.of(new Narrowing.IdsFrom(ids.getFirst()));
            case LESS, LESS_OR_EQUAL -> Optional.of(new Narrowing.IdsTo(ids.getFirst()));
            case NOT_EQUAL, LIKE, NOT_IN, INCLUDES, EXCLUDES -> Optional.empty();
        };
    }

    private static Optional<Narrowing> stamps(Comparison comparison, Instant moment) {
        var next = moment.plusNanos(1);
        return switch (comparison.operator()) {
            case EQUAL -> Optional.of(new Narrowing.Stamps(moment, next));
            case GREATER -> Optional.of(new Narrowing.Stamps(next, Instant.MAX));
            case GREATER_OR_EQUAL -> Optional.of(new Narrowing.Stamps(moment, Instant.MAX));
            case LESS -> Optional.of(new Narrowing.Stamps(Instant.MIN, moment));
            case LESS_OR_EQUAL -> Optional.of(new Narrowing.Stamps(Instant.MIN, next));
            case NOT_EQUAL, LIKE, IN, NOT_IN, INCLUDES, EXCLUDES -> Optional.empty();
        };
    }
}
