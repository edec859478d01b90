package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.SelectedColumn;
import dev.lockstep.orgsim.org.Table;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.soql.ParsedQuery.Function;
import dev.lockstep.orgsim.soql.ParsedQuery.Selected.Aggregate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The aggregates of a query without groups: one row of counts, sums, least and greatest values.
final class Aggregates {
    private final List<Column> columns;

    private record Column(Function function, FieldAccess field, String alias) {}

    private Aggregates(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_agg_functions.htm")
    static Aggregates of(List<Aggregate> selected, FieldResolver fields, Faults faults) {
        var columns = new ArrayList<Column>();
        var unnamed = 0;
        for (var aggregate : selected) {
            var field = fields.resolve(aggregate.path());
            if (!allows(aggregate.function(), field.field())) {
                throw faults.invalidField(
                        aggregate.at(),
                        "field " + field.field().name() + " does not support aggregate operator "
                                + aggregate.function());
            }
            var alias = aggregate.alias().isPresent() ? aggregate.alias().get() : "expr" + unnamed++;
            if (columns.stream().anyMatch(column -> column.alias().equalsIgnoreCase(alias))) {
                throw faults.malformed(aggregate.at(), "duplicate alias: " + alias);
            }
            columns.add(new Column(aggregate.function(), field, alias));
        }
        return new Aggregates(columns);
    }

    private static boolean allows(Function function, FieldDefinition field) {
        var isId = field.type() == FieldKind.ID;
        return switch (function) {
            case COUNT, COUNT_DISTINCT ->
                isId || (field.has(FieldFlag.AGGREGATABLE) && !field.type().isCompound());
            case MIN, MAX ->
                field.has(FieldFlag.AGGREGATABLE)
                        && !field.type().isCompound()
                        && field.type() != FieldKind.BOOLEAN
                        && field.type() != FieldKind.MULTIPICKLIST;
            case SUM ->
                field.has(FieldFlag.AGGREGATABLE)
                        && (field.type() == FieldKind.INT || field.type().isDecimal());
        };
    }

    List<SelectedColumn> columns() {
        return columns.stream()
                .map(column -> new SelectedColumn(
                        column.alias(),
                        List.of(column.alias()),
                        switch (column.function()) {
                            case COUNT, COUNT_DISTINCT -> Optional.<FieldDefinition>empty();
                            case MIN, MAX, SUM -> Optional.of(column.field().field());
                        }))
                .toList();
    }

    QueryRow row(Table table, NumberList numbers) {
        var sums = columns.stream().map(column -> new Running(column)).toList();
        for (var index = 0; index < numbers.size(); index++) {
            var record = table.find(numbers.get(index)).orElseThrow();
            sums.forEach(running -> running.add(record));
        }
        var cells = sums.stream()
                .map(running -> new QueryRow.Cell(running.column.alias(), running.result()))
                .toList();
        return new QueryRow("AggregateResult", Optional.empty(), cells);
    }

    /// One aggregate on its way through the records.
    private static final class Running {
        private final Column column;
        private final Set<Value> distinct = new HashSet<>();
        private long count;
        private BigDecimal sum = BigDecimal.ZERO;
        private Value best = Value.Absent.ABSENT;
        private Value bestKey = Value.Absent.ABSENT;

        Running(Column column) {
            this.column = column;
        }

        /// Passes over records without a value.
        void add(RecordView record) {
            var value = column.field().value(record);
            if (value.isAbsent()) {
                return;
            }
            count++;
            switch (column.function()) {
                case COUNT -> {
                    // Counted already.
                }
                case COUNT_DISTINCT ->
                    distinct.add(Comparables.of(column.field().field(), value));
                case SUM -> sum = sum.add(number(value));
                case MIN -> keep(value, SortOrder.value(column.field(), record), -1);
                case MAX -> keep(value, SortOrder.value(column.field(), record), 1);
            }
        }

        private void keep(Value value, Value key, int wanted) {
            if (bestKey.isAbsent() || Integer.signum(Comparables.compare(key, bestKey)) == wanted) {
                best = value;
                bestKey = key;
            }
        }

        private static BigDecimal number(Value value) {
            return switch (value) {
                case Value.Whole(var number) -> BigDecimal.valueOf(number);
                case Value.Decimal(var number) -> number;
                case Value.Absent _,
                        Value.Text _,
                        Value.Flag _,
                        Value.Day _,
                        Value.Moment _,
                        Value.TimeOfDay _,
                        Value.Blob _,
                        Value.Compound _,
                        Value.Parent _ -> throw new IllegalArgumentException(value + " is no number");
            };
        }

        Value result() {
            return switch (column.function()) {
                case COUNT -> new Value.Whole(count);
                case COUNT_DISTINCT -> new Value.Whole(distinct.size());
                case MIN, MAX -> best;
                case SUM -> count == 0 ? Value.Absent.ABSENT : sum();
            };
        }

        private Value sum() {
            return column.field().field().type() == FieldKind.INT
                    ? new Value.Whole(sum.longValueExact())
                    : new Value.Decimal(sum);
        }
    }
}
