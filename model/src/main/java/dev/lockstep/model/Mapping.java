package dev.lockstep.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// One object of the org tied to one table.
///
/// The fields always hold `Id` first and `SystemModstamp`; `IsDeleted` where the object has it. The order of the
/// fields is the order of a query's columns and of staged columns.
///
/// @param uniqueIdentifier the external-id field that matches rows to records before a row has its `sfid`
public record Mapping(
        ObjectName object, Access access, List<MappedField> fields, Optional<FieldDescription> uniqueIdentifier) {
    public Mapping {
        fields = List.copyOf(fields);
        if (fields.isEmpty() || !fields.getFirst().path().equals("Id")) {
            throw new IllegalArgumentException("the fields of " + object + " don't begin with Id");
        }
        if (fields.stream().noneMatch(field -> field.path().equals("SystemModstamp"))) {
            throw new IllegalArgumentException("the fields of " + object + " lack SystemModstamp");
        }
        var columns = new HashSet<String>();
        for (var field : fields) {
            if (!columns.add(field.column())) {
                throw new IllegalArgumentException(object + " has two fields for the column " + field.column());
            }
        }
        if (uniqueIdentifier.isPresent()
                && !columns.contains(uniqueIdentifier.get().name().columnName())) {
            throw new IllegalArgumentException(
                    "the unique identifier " + uniqueIdentifier.get().name() + " of " + object + " is not mapped");
        }
    }

    public String table() {
        return object.tableName();
    }

    public boolean hasIsDeleted() {
        return field("isdeleted").isPresent();
    }

    public Optional<MappedField> field(String column) {
        return fields.stream().filter(field -> field.column().equals(column)).findFirst();
    }

    /// The fields that an application may fill and that can reach the org: what capture looks at beside `id` and
    /// `sfid`, and what a record carries.
    public List<MappedField> writableFields() {
        return fields.stream().filter(Mapping::isWritable).toList();
    }

    private static boolean isWritable(MappedField field) {
        return switch (field) {
            case MappedField.Direct direct -> isWritable(direct.field());
            case MappedField.ByReference reference -> isWritable(reference.lookup());
        };
    }

    private static boolean isWritable(FieldDescription field) {
        return field.is(FieldTrait.CREATEABLE) || field.is(FieldTrait.UPDATEABLE);
    }
}
