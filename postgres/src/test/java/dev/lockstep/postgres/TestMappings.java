package dev.lockstep.postgres;

import static dev.lockstep.model.FieldTrait.CREATEABLE;
import static dev.lockstep.model.FieldTrait.EXTERNAL_ID;
import static dev.lockstep.model.FieldTrait.NILLABLE;
import static dev.lockstep.model.FieldTrait.UNIQUE;
import static dev.lockstep.model.FieldTrait.UPDATEABLE;

import dev.lockstep.model.Access;
import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Mappings that tests share.
public final class TestMappings {
    public static final FieldDescription EXTERNAL_KEY =
            field("Ext__c", FieldType.STRING, 36, CREATEABLE, UPDATEABLE, NILLABLE, EXTERNAL_ID, UNIQUE);

    private static final FieldDescription ACCOUNT_ID = new FieldDescription(
            new FieldName("AccountId"),
            FieldType.REFERENCE,
            18,
            0,
            0,
            Set.of(CREATEABLE, UPDATEABLE, NILLABLE),
            List.of(new ObjectName("Account")),
            Optional.of("Account"));

    private TestMappings() {}

    public static FieldDescription field(String name, FieldType type, int length, FieldTrait... traits) {
        return new FieldDescription(
                new FieldName(name), type, length, 0, 0, Set.of(traits), List.of(), Optional.empty());
    }

    /// Account: text, numbers, dates, a unique identifier, a column that can't be written.
    public static Mapping account(Access access) {
        return mapping(
                "Account",
                access,
                field("Name", FieldType.STRING, 255, CREATEABLE, UPDATEABLE),
                field("Phone", FieldType.PHONE, 40, CREATEABLE, UPDATEABLE, NILLABLE),
                field("AnnualRevenue", FieldType.CURRENCY, 0, CREATEABLE, UPDATEABLE, NILLABLE),
                field("NumberOfEmployees", FieldType.INT, 0, CREATEABLE, UPDATEABLE, NILLABLE),
                field("Founded__c", FieldType.DATE, 0, CREATEABLE, UPDATEABLE, NILLABLE),
                field("Met__c", FieldType.DATETIME, 0, CREATEABLE, UPDATEABLE, NILLABLE),
                EXTERNAL_KEY);
    }

    public static Mapping account() {
        return account(Access.READ_WRITE);
    }

    /// Contact: refers to Account, by Id and by its unique identifier; has no unique identifier itself.
    public static Mapping contact() {
        var fields = new ArrayList<>(mapping(
                        "Contact",
                        Access.READ_WRITE,
                        field("LastName", FieldType.STRING, 80, CREATEABLE, UPDATEABLE),
                        ACCOUNT_ID)
                .fields());
        fields.add(new MappedField.ByReference(ACCOUNT_ID, new ObjectName("Account"), EXTERNAL_KEY));
        return new Mapping(new ObjectName("Contact"), Access.READ_WRITE, fields, Optional.empty());
    }

    /// A mapping with the fields that every one has and these.
    public static Mapping mapping(String object, Access access, FieldDescription... fields) {
        var mapped = new ArrayList<MappedField>();
        mapped.add(direct(field("Id", FieldType.ID, 18)));
        mapped.add(direct(field("IsDeleted", FieldType.BOOLEAN, 0)));
        mapped.add(direct(field("SystemModstamp", FieldType.DATETIME, 0)));
        mapped.add(direct(field("CreatedDate", FieldType.DATETIME, 0)));
        for (var field : fields) {
            mapped.add(direct(field));
        }
        var identifier =
                List.of(fields).stream().filter(field -> field.is(EXTERNAL_ID)).findFirst();
        return new Mapping(new ObjectName(object), access, mapped, identifier);
    }

    private static MappedField direct(FieldDescription field) {
        return new MappedField.Direct(field);
    }
}
