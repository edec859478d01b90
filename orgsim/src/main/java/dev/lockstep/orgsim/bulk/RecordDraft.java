package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ExternalReference;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.InputRecord;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One row of a job's data that becomes a record, value by value.
public final class RecordDraft {
    private static final Pattern DAY_WITH_ZONE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:Z|[+-]\\d\\d:\\d\\d)");

    private final String object;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Set<String> toNull = new LinkedHashSet<>();
    private final Map<String, ExternalReference> references = new LinkedHashMap<>();
    private Optional<String> id = Optional.empty();

    public RecordDraft(String object) {
        this.object = object;
    }

    /// An empty text changes nothing.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_prepare_csv.htm")
    public void put(DataColumn column, String text) {
        if (text.isEmpty()) {
            return;
        }
        switch (column) {
            case DataColumn.Id _ -> id = Optional.of(text);
            case DataColumn.Field(FieldDefinition field) -> fields.put(field.name(), value(field, text));
            case DataColumn.Parent parent ->
                references.put(parent.relationship(), new ExternalReference(parent.object(), parent.key(), text));
        }
    }

    public void putNull(DataColumn column) {
        switch (column) {
            case DataColumn.Id _ -> {}
            case DataColumn.Field(FieldDefinition field) -> toNull.add(field.name());
            case DataColumn.Parent parent -> toNull.add(parent.lookup().name());
        }
    }

    public InputRecord record() {
        return new InputRecord(object, id, fields, toNull, references);
    }

    /// Bulk takes days with a zone behind them, which other APIs don't.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_date_format.htm")
    private static String value(FieldDefinition field, String text) {
        if (field.type() == FieldKind.DATE) {
            Matcher day = DAY_WITH_ZONE.matcher(text);
            return day.matches() ? day.group(1) : text;
        }
        return text;
    }
}
