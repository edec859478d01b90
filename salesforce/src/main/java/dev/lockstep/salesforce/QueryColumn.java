package dev.lockstep.salesforce;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.MappedField;
import java.util.List;

/// One column of a query: how SOQL names it, and its type.
///
/// The type matters: JSON spells a point in time otherwise than the other APIs do, and a text field may hold a
/// text that looks like one and must stay as it is.
///
/// @param path `LastName`, or `Account__r.External_Id__c`
public record QueryColumn(String path, FieldType type) {
    public QueryColumn {
        for (var name : path.split("\\.", -1)) {
            new FieldName(name);
        }
    }

    public static QueryColumn of(FieldDescription field) {
        return new QueryColumn(field.name().value(), field.type());
    }

    public static QueryColumn of(MappedField field) {
        return new QueryColumn(field.path(), field.typedBy().type());
    }

    public static List<QueryColumn> of(List<MappedField> fields) {
        return fields.stream().map(QueryColumn::of).toList();
    }
}
