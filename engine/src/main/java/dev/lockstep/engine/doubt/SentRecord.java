package dev.lockstep.engine.doubt;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.salesforce.FieldText;
import dev.lockstep.salesforce.QueryColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one entry of a doubtful call sent, in the form in which equal values are equal texts.
///
/// @param values by the path that a query gives them back under; empty for a field that was emptied
public record SentRecord(long entryId, Map<QueryColumn, Optional<String>> values) {
    public SentRecord {
        values = Map.copyOf(values);
    }

    /// How many of the sent fields hold something: of two candidates the more specific one is paired first.
    long specificity() {
        return values.values().stream().filter(Optional::isPresent).count();
    }

    boolean equalsAll(FoundRecord found) {
        return values.entrySet().stream()
                .allMatch(field ->
                        field.getValue().equals(found.value(field.getKey().path())));
    }

    /// Collects the fields of one record.
    public static final class Builder {
        private final Map<QueryColumn, Optional<String>> values = new LinkedHashMap<>();

        public Builder sent(String path, FieldDescription field, Optional<String> orgText) {
            values.put(new QueryColumn(path, field.type()), orgText.flatMap(text -> FieldText.comparable(field, text)));
            return this;
        }

        public SentRecord build(long entryId) {
            return new SentRecord(entryId, values);
        }
    }

    /// The columns that a query needs so that all of these records can be compared.
    static List<QueryColumn> columns(List<SentRecord> records) {
        var columns = new ArrayList<QueryColumn>();
        records.stream()
                .flatMap(record -> record.values().keySet().stream())
                .distinct()
                .forEach(columns::add);
        return columns;
    }
}
