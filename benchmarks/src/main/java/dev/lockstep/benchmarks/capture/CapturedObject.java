package dev.lockstep.benchmarks.capture;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An account as an application has it: 20 mapped columns, of which it fills 16, and what it does to its table.
final class CapturedObject {
    static final String TABLE = "account";

    private static final FieldDescription KEY =
            field("External_Id__c", FieldType.STRING, 36, CREATEABLE, UPDATEABLE, NILLABLE, EXTERNAL_ID, UNIQUE);

    private static final List<FieldDescription> FIELDS = List.of(
            field("Id", FieldType.ID, 18),
            field("IsDeleted", FieldType.BOOLEAN, 0),
            field("SystemModstamp", FieldType.DATETIME, 0),
            field("CreatedDate", FieldType.DATETIME, 0),
            writable("Name", FieldType.STRING, 255),
            writable("Type", FieldType.PICKLIST, 255),
            writable("Phone", FieldType.PHONE, 40),
            writable("Website", FieldType.URL, 255),
            writable("Industry", FieldType.PICKLIST, 255),
            writable("AnnualRevenue", FieldType.CURRENCY, 0),
            writable("NumberOfEmployees", FieldType.INT, 0),
            writable("BillingStreet", FieldType.TEXTAREA, 255),
            writable("BillingCity", FieldType.STRING, 40),
            writable("BillingPostalCode", FieldType.STRING, 20),
            writable("BillingCountry", FieldType.STRING, 80),
            writable("OwnerId", FieldType.REFERENCE, 18),
            writable("Active__c", FieldType.BOOLEAN, 0),
            writable("Founded__c", FieldType.DATE, 0),
            writable("Last_Contact__c", FieldType.DATETIME, 0),
            KEY);

    /// Keys without order, as UUIDs are; nothing that takes long to make, since that would be measured as well.
    private static final String COLUMNS = """
        INSERT INTO %s (name, type, phone, website, industry, annualrevenue, numberofemployees, billingstreet,
                        billingcity, billingpostalcode, billingcountry, ownerid, active__c, founded__c,
                        last_contact__c, external_id__c)
        SELECT 'Account ' || n, 'Customer', '+81 3 ' || n, 'https://' || n || '.example', 'Manufacturing',
               n * 10.5, n %% 5000, n || ' Main Street', 'City ' || n %% 900, n::text, 'Japan', '005000000000001AAA',
               n %% 7 <> 0, date '1990-01-01' + n %% 10000, timestamp '2026-01-01 10:00:00' + n * interval '1 second',
               md5(n::text)::uuid::text
        """;

    private CapturedObject() {}

    static Mapping mapping() {
        return new Mapping(
                new ObjectName("Account"),
                Access.READ_WRITE,
                FIELDS.stream()
                        .map(field -> (MappedField) new MappedField.Direct(field))
                        .toList(),
                Optional.of(KEY));
    }

    /// Rows with the numbers from `first` to `last` in one statement.
    static String insert(Variant variant, long first, long last) {
        return COLUMNS.formatted(variant.table()) + "  FROM generate_series(" + first + ", " + last + ") n";
    }

    /// One row, whose number is bound.
    static String insertOne(Variant variant) {
        return COLUMNS.formatted(variant.table()) + "  FROM (SELECT ?::integer AS n) one";
    }

    /// The rows up to `last`, two columns of each, to values that they don't have.
    static String update(Variant variant, long last) {
        return "UPDATE " + variant.table()
                + " SET phone = '+81 6 ' || id, annualrevenue = annualrevenue + 1 WHERE id <= " + last;
    }

    /// One row, whose new telephone number and id are bound.
    static String updateOne(Variant variant) {
        return "UPDATE " + variant.table() + " SET phone = ?, annualrevenue = annualrevenue + 1 WHERE id = ?";
    }

    private static FieldDescription writable(String name, FieldType type, int length) {
        return field(name, type, length, CREATEABLE, UPDATEABLE, NILLABLE);
    }

    private static FieldDescription field(String name, FieldType type, int length, FieldTrait... traits) {
        return new FieldDescription(
                new FieldName(name), type, length, 0, 0, Set.of(traits), List.of(), Optional.empty());
    }
}
