package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.List;

/// Finds records by the value of a field that may name them.
final class ExternalIds {
    private static final int MOST_TOLD = 10;

    private ExternalIds() {}

    static boolean names(FieldDefinition field) {
        return field.namesRecords();
    }

    /// The Ids of the records that aren't deleted and have the value; a few of them where there are many.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_upsert.htm")
    static List<RecordId> find(Table table, FieldDefinition field, Value value) {
        var key = UniqueKeys.canonical(field, value);
        if (key.isEmpty()) {
            return List.of();
        }
        if (field.has(FieldFlag.UNIQUE)) {
            var number = table.findUnique(field, key.get());
            return number.isPresent()
                    ? List.of(RecordNumbers.id(table.definition().keyPrefix(), number.getAsLong()))
                    : List.of();
        }
        var found = new ArrayList<RecordId>();
        var numbers = table.inIdOrder(0, Long.MAX_VALUE);
        while (numbers.hasNext() && found.size() < MOST_TOLD) {
            var number = numbers.nextLong();
            var record = table.find(number).orElseThrow();
            if (!record.isDeleted()
                    && UniqueKeys.canonical(field, record.value(field.name())).equals(key)) {
                found.add(RecordNumbers.id(table.definition().keyPrefix(), number));
            }
        }
        return found;
    }
}
