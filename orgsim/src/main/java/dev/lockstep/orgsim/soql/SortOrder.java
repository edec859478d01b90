package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.Table;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.soql.ParsedQuery.Direction;
import dev.lockstep.orgsim.soql.ParsedQuery.Nulls;
import dev.lockstep.orgsim.soql.ParsedQuery.Sorting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;

/// The order of an answer. Records that it leaves equal stand in the order of their Ids, in the direction of the last
/// key, so that an index read backwards needs no sorting.
record SortOrder(List<Key> keys) {
    SortOrder {
        keys = List.copyOf(keys);
    }

    record Key(FieldAccess field, Direction direction, Nulls nulls) {}

    /// An order in which the org keeps its records anyhow, forwards or backwards.
    record Kept(Candidates.Order order, Direction direction) {}

    static SortOrder of(List<Sorting> sortings, FieldResolver fields, Faults faults) {
        var keys = new ArrayList<Key>();
        for (var sorting : sortings) {
            var field = fields.resolve(sorting.path());
            if (field.field().type().isCompound() || !field.field().has(FieldFlag.SORTABLE)) {
                throw faults.invalidField(
                        sorting.path().at(), "field '" + field.field().name() + "' can not be sorted in a query call");
            }
            keys.add(new Key(field, sorting.direction(), sorting.nulls()));
        }
        return new SortOrder(keys);
    }

    Optional<Kept> kept() {
        if (keys.isEmpty()) {
            return Optional.of(new Kept(Candidates.Order.ID, Direction.ASCENDING));
        }
        var first = keys.getFirst();
        if (first.field().isDirect("Id")) {
            return Optional.of(new Kept(Candidates.Order.ID, first.direction()));
        }
        var isById = keys.size() > 1 && keys.get(1).field().isDirect("Id");
        var isOneWay = isById ? keys.get(1).direction() == first.direction() : keys.size() == 1;
        return first.field().isDirect("SystemModstamp") && isOneWay
                ? Optional.of(new Kept(Candidates.Order.STAMP, first.direction()))
                : Optional.empty();
    }

    /// The first `most` of the numbers once they are put in this order. Keeps no more than those in memory.
    NumberList sort(Table table, NumberList numbers, long most) {
        var lastFirst = ((Comparator<Entry>) this::compare).reversed();
        var entries = new PriorityQueue<Entry>(lastFirst);
        for (var index = 0; index < numbers.size(); index++) {
            var number = numbers.get(index);
            var record = table.find(number).orElseThrow();
            entries.add(new Entry(
                    number, keys.stream().map(key -> value(key.field(), record)).toList()));
            if (entries.size() > most) {
                entries.remove();
            }
        }
        var sorted = entries.stream().sorted(this::compare);
        return NumberList.of(sorted.mapToLong(Entry::number).toArray());
    }

    private record Entry(long number, List<Value> values) {}

    private int compare(Entry first, Entry second) {
        for (var index = 0; index < keys.size(); index++) {
            var order = compare(
                    keys.get(index), first.values().get(index), second.values().get(index));
            if (order != 0) {
                return order;
            }
        }
        var order = Long.compare(first.number(), second.number());
        return keys.getLast().direction() == Direction.ASCENDING ? order : -order;
    }

    private static int compare(Key key, Value first, Value second) {
        if (first.isAbsent() || second.isAbsent()) {
            var order = Boolean.compare(second.isAbsent(), first.isAbsent());
            return key.nulls() == Nulls.FIRST ? order : -order;
        }
        var order = Comparables.compare(first, second);
        return key.direction() == Direction.ASCENDING ? order : -order;
    }

    /// What values of the field are sorted by.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_orderby.htm")
    static Value value(FieldAccess access, RecordView record) {
        var value = Comparables.of(access.field(), access.value(record));
        return access.field().type() == FieldKind.PICKLIST && value instanceof Value.Text(var text)
                ? new Value.Decimal(BigDecimal.valueOf(picklistPlace(access.field(), text)))
                : value;
    }

    private static int picklistPlace(FieldDefinition field, String text) {
        var entries = field.picklist();
        for (var place = 0; place < entries.size(); place++) {
            if (entries.get(place).value().toLowerCase(Locale.ROOT).equals(text)) {
                return place;
            }
        }
        return entries.size();
    }
}
