package dev.lockstep.postgres.merge;

import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.rows.RowPage;
import dev.lockstep.rows.RowPageBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/// A record as a query of the org returns it; fields that aren't set are null.
public record OrgRecord(Map<String, String> fields) {
    public OrgRecord {
        fields = new LinkedHashMap<>(fields);
    }

    /// The record with this number: created and changed at noon of the second of January, `number` seconds later.
    public static OrgRecord numbered(int number) {
        var stamp = "2026-01-02T%02d:%02d:%02d.000Z".formatted(12 + number / 3600, number / 60 % 60, number % 60);
        return new OrgRecord(Map.of())
                .with("Id", id(number).value())
                .with("IsDeleted", "false")
                .with("SystemModstamp", stamp)
                .with("CreatedDate", stamp);
    }

    public static RecordId id(int number) {
        return RecordId.of("001%012d".formatted(number));
    }

    public OrgRecord with(String field, String value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new OrgRecord(changed);
    }

    /// Changed at this time of the same day.
    public OrgRecord changedAt(String time) {
        return with("SystemModstamp", "2026-01-02T" + time + ".000Z");
    }

    OrgRecord deleted() {
        return with("IsDeleted", "true");
    }

    public static RowPage page(Mapping mapping, OrgRecord... records) {
        var paths = mapping.fields().stream().map(MappedField::path).toList();
        var page = new RowPageBuilder(paths);
        for (var record : records) {
            for (var path : paths) {
                var value = record.fields.get(path);
                if (value == null) {
                    page.appendNull();
                } else {
                    page.append(value);
                }
            }
        }
        return page.build();
    }
}
