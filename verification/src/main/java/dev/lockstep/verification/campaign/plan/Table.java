package dev.lockstep.verification.campaign.plan;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/// The objects of the campaign and their tables: two with a unique identifier, two without.
public enum Table {
    ACCOUNT("Account", "Name", Keyed.BY_EXTERNAL_ID),
    CONTACT("Contact", "LastName", Keyed.BY_EXTERNAL_ID),
    LEAD("Lead", "LastName", Keyed.BY_NOTHING),
    CASE("Case", "Subject", Keyed.BY_NOTHING);

    private static final List<Table> ALL = List.of(values());

    private final String object;
    private final String nameField;
    private final Keyed keyed;

    Table(String object, String nameField, Keyed keyed) {
        this.object = object;
        this.nameField = nameField;
        this.keyed = keyed;
    }

    /// Whether a record is known by a field of its own before it has an Id.
    public enum Keyed {
        BY_EXTERNAL_ID,
        BY_NOTHING
    }

    /// A field by which a record names another one, by Id or by external id.
    public record Lookup(String name, Table parent) {
        public String idColumn() {
            return name.toLowerCase(Locale.ROOT) + "id";
        }

        public String keyColumn() {
            return name.toLowerCase(Locale.ROOT) + "__external_id__c";
        }
    }

    public String object() {
        return object;
    }

    static Table any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    public static Table named(String object) {
        return Stream.of(values())
                .filter(table -> table.object.equals(object))
                .findFirst()
                .orElseThrow();
    }

    public String tableName() {
        return object.toLowerCase(Locale.ROOT);
    }

    /// The table's name in SQL.
    public String sql() {
        return "salesforce.\"" + tableName() + "\"";
    }

    /// The field that holds the mark of a thing.
    public String nameField() {
        return nameField;
    }

    public String nameColumn() {
        return nameField.toLowerCase(Locale.ROOT);
    }

    public Keyed keyed() {
        return keyed;
    }

    public List<Lookup> lookups() {
        return switch (this) {
            case ACCOUNT -> List.of(new Lookup("Parent", ACCOUNT));
            case CONTACT -> List.of(new Lookup("Account", ACCOUNT), new Lookup("ReportsTo", CONTACT));
            case LEAD -> List.of();
            case CASE -> List.of(new Lookup("Account", ACCOUNT), new Lookup("Contact", CONTACT));
        };
    }
}
