package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The fields by which an account and a contact are one person.
public final class PersonFields {
    /// Whether an account or a contact is a person. Orgs without such accounts lack the field.
    public static final String IS_PERSON = "IsPersonAccount";

    /// The account's contact.
    public static final String CONTACT_ID = "PersonContactId";

    static final String ACCOUNT = "Account";
    static final String CONTACT = "Contact";
    static final String ACCOUNT_ID = "AccountId";
    static final String PARENT_ID = "ParentId";
    static final String NAME = "Name";

    private static final String PREFIX = "Person";
    private static final String CUSTOM = "__c";
    private static final String CUSTOM_OF_PERSON = "__pc";

    /// The parts of the name, which the account has under the contact's own names.
    private static final Set<String> NAMES = Set.of("FirstName", "LastName", "Salutation");

    /// What accounts and contacts of all kinds have.
    private static final Set<String> OF_BOTH = Set.of("CurrencyIsoCode", "Description", "Fax", "OwnerId", "Phone");

    private PersonFields() {}

    /// A field of the account and the field of the contact that always has the same value.
    record Shared(String account, String contact) {}

    /// What the account calls a field of its contact; empty where it has no such field.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/platform/change-data-capture/guide/cdc-standard-objects-person-account-create.html")
    @Assumed(reason = "The fields that all accounts and contacts have are the same for both halves of a person")
    public static Optional<String> ofAccount(ObjectDefinition account, String contactField) {
        var name = NAMES.contains(contactField) || OF_BOTH.contains(contactField)
                ? contactField
                : contactField.endsWith(CUSTOM)
                        ? contactField.substring(0, contactField.length() - CUSTOM.length()) + CUSTOM_OF_PERSON
                        : PREFIX + contactField;
        return account.field(name).map(FieldDefinition::name);
    }

    static List<Shared> shared(Schema schema) {
        var account = schema.object(ACCOUNT).orElseThrow();
        var shared = new ArrayList<Shared>();
        for (var field : schema.object(CONTACT).orElseThrow().fields()) {
            if (!field.type().isCompound()) {
                ofAccount(account, field.name()).ifPresent(name -> shared.add(new Shared(name, field.name())));
            }
        }
        return shared;
    }

    /// Whether the field is one that business accounts don't have.
    static boolean isOfPersonsAlone(String accountField) {
        return NAMES.contains(accountField) || isOfContact(accountField);
    }

    /// Whether a field of an account is there since its contact has it.
    public static boolean isOfContact(String accountField) {
        return accountField.endsWith(CUSTOM_OF_PERSON)
                || (accountField.startsWith(PREFIX)
                        && !accountField.equals(CONTACT_ID)
                        && !accountField.endsWith(CUSTOM));
    }

    static boolean isAccount(ObjectDefinition object) {
        return object.name().equals(ACCOUNT) && object.field(IS_PERSON).isPresent();
    }

    public static boolean isContact(ObjectDefinition object) {
        return object.name().equals(CONTACT) && object.field(IS_PERSON).isPresent();
    }

    /// Whether an account or a contact is a person; no other record is.
    public static boolean isPerson(RecordView record) {
        var object = record.object();
        return (isAccount(object) || isContact(object))
                && record.value(IS_PERSON).equals(new Value.Flag(true));
    }

    static boolean isOfPersons(RecordTypeDefinition type) {
        return type.is(RecordTypeDefinition.Trait.OF_PERSONS);
    }
}
