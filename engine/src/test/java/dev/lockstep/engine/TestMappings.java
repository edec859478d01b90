package dev.lockstep.engine;

import dev.lockstep.model.Access;
import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.ObjectName;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Mappings that tests plan with: accounts with a key, contacts with a key and a parent, leads without a key.
public final class TestMappings {
    public static final FieldDescription KEY =
            field("External_Id__c", FieldType.STRING, FieldTrait.EXTERNAL_ID, FieldTrait.UNIQUE, FieldTrait.ID_LOOKUP);
    private static final FieldDescription ID = readOnly("Id", FieldType.ID);
    private static final FieldDescription STAMP = readOnly("SystemModstamp", FieldType.DATETIME);
    private static final FieldDescription DELETED = readOnly("IsDeleted", FieldType.BOOLEAN);
    private static final FieldDescription PARENT = new FieldDescription(
            new FieldName("ParentId"),
            FieldType.REFERENCE,
            18,
            0,
            0,
            EnumSet.of(FieldTrait.CREATEABLE, FieldTrait.UPDATEABLE),
            List.of(new ObjectName("Account")),
            Optional.of("Parent"));
    private static final FieldDescription ACCOUNT_ID = new FieldDescription(
            new FieldName("AccountId"),
            FieldType.REFERENCE,
            18,
            0,
            0,
            EnumSet.of(FieldTrait.CREATEABLE, FieldTrait.UPDATEABLE),
            List.of(new ObjectName("Account")),
            Optional.of("Account"));

    public static final Mapping ACCOUNT = new Mapping(
            new ObjectName("Account"),
            Access.READ_WRITE,
            List.of(
                    new MappedField.Direct(ID),
                    new MappedField.Direct(STAMP),
                    new MappedField.Direct(DELETED),
                    new MappedField.Direct(field("Name", FieldType.STRING)),
                    new MappedField.Direct(field("Active__c", FieldType.BOOLEAN)),
                    new MappedField.Direct(readOnly("Total__c", FieldType.CURRENCY)),
                    new MappedField.Direct(KEY),
                    new MappedField.Direct(PARENT),
                    new MappedField.ByReference(PARENT, new ObjectName("Account"), KEY)),
            Optional.of(KEY));

    public static final Mapping CONTACT = new Mapping(
            new ObjectName("Contact"),
            Access.READ_WRITE,
            List.of(
                    new MappedField.Direct(ID),
                    new MappedField.Direct(STAMP),
                    new MappedField.Direct(field("LastName", FieldType.STRING)),
                    new MappedField.Direct(KEY),
                    new MappedField.Direct(ACCOUNT_ID),
                    new MappedField.ByReference(ACCOUNT_ID, new ObjectName("Account"), KEY)),
            Optional.of(KEY));

    public static final Mapping LEAD = new Mapping(
            new ObjectName("Lead"),
            Access.READ_WRITE,
            List.of(
                    new MappedField.Direct(ID),
                    new MappedField.Direct(STAMP),
                    new MappedField.Direct(field("LastName", FieldType.STRING)),
                    new MappedField.Direct(field("Company", FieldType.STRING))),
            Optional.empty());

    private TestMappings() {}

    public static Map<String, Mapping> all() {
        var mappings = new LinkedHashMap<String, Mapping>();
        List.of(ACCOUNT, CONTACT, LEAD).forEach(mapping -> mappings.put(mapping.table(), mapping));
        return mappings;
    }

    public static FieldDescription field(String name, FieldType type, FieldTrait... more) {
        var traits = EnumSet.of(FieldTrait.CREATEABLE, FieldTrait.UPDATEABLE, FieldTrait.NILLABLE);
        traits.addAll(List.of(more));
        return description(name, type, traits);
    }

    public static FieldDescription readOnly(String name, FieldType type) {
        return description(name, type, EnumSet.noneOf(FieldTrait.class));
    }

    private static FieldDescription description(String name, FieldType type, Set<FieldTrait> traits) {
        return new FieldDescription(new FieldName(name), type, 80, 0, 0, traits, List.of(), Optional.empty());
    }
}
