package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a save does to accounts that are people: each of them has a contact that is the same person. In orgs that have
/// such accounts; elsewhere nothing.
@Documented(
        url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_guidelines_personaccounts.htm")
record PersonAccounts(Transaction transaction) {
    private static final String LAST_NAME = "LastName";
    private static final Value YES = new Value.Flag(true);

    /// What an account that is a person doesn't take.
    private static final Set<String> OF_BUSINESSES = Set.of(PersonFields.NAME, PersonFields.PARENT_ID);

    private static final Set<String> FIXED_IN_CONTACT = Set.of(PersonFields.ACCOUNT_ID, "ReportsToId");

    /// Decides whether a new account is a person, as far as its record type is left open.
    @Assumed(reason = "As seen: an account with a last name and without a record type is a person")
    void chooseType(Draft draft) {
        if (PersonFields.isAccount(draft.object())
                && !draft.isGiven(RecordTypes.FIELD)
                && !draft.value(LAST_NAME).isAbsent()) {
            draft.object().recordTypes().stream()
                    .filter(PersonFields::isOfPersons)
                    .findFirst()
                    .ifPresent(type -> draft.set(RecordTypes.FIELD, new Value.Text(type.id())));
        }
    }

    /// Gives a new account that is a person the Id of its contact, which is made when the account is stored.
    void begin(Draft draft) {
        if (PersonFields.isAccount(draft.object())) {
            draft.set(PersonFields.IS_PERSON, new Value.Flag(hasTypeOfPersons(draft)));
            if (PersonFields.isPerson(draft)) {
                var contact = contacts();
                var number = transaction.nextNumber(contact);
                draft.set(
                        PersonFields.CONTACT_ID,
                        new Value.Text(
                                RecordNumbers.id(contact.keyPrefix(), number).text18()));
            }
        }
    }

    private static boolean hasTypeOfPersons(RecordView account) {
        return account.object().recordTypes().stream()
                .filter(PersonFields::isOfPersons)
                .anyMatch(type -> account.value(RecordTypes.FIELD).equals(new Value.Text(type.id())));
    }

    private ObjectDefinition contacts() {
        return transaction.state().schema().object(PersonFields.CONTACT).orElseThrow();
    }

    /// Why an account or a contact can't be saved in an org that has such accounts.
    List<SaveError> errors(Draft draft) {
        if (PersonFields.isAccount(draft.object())) {
            return accountErrors(draft);
        }
        return PersonFields.isContact(draft.object()) ? contactErrors(draft) : List.of();
    }

    private List<SaveError> accountErrors(Draft draft) {
        var isPerson = PersonFields.isPerson(draft);
        if (hasTypeOfPersons(draft) != isPerson) {
            return List.of(changeOfType(draft));
        }
        var wrong = draft.given().stream()
                .filter(isPerson ? OF_BUSINESSES::contains : PersonFields::isOfPersonsAlone)
                .sorted()
                .toList();
        if (!wrong.isEmpty()) {
            return List.of(badNames(wrong));
        }
        if (isPerson && draft.value(LAST_NAME).isAbsent()) {
            return List.of(new SaveError(
                    "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + LAST_NAME + "]", LAST_NAME));
        }
        return isPersonNamed(draft, PersonFields.PARENT_ID)
                ? List.of(notForPersons("a person account is no parent of other accounts", PersonFields.PARENT_ID))
                : List.of();
    }

    private List<SaveError> contactErrors(Draft draft) {
        if (PersonFields.isPerson(draft)) {
            var wrong = draft.given().stream()
                    .filter(FIXED_IN_CONTACT::contains)
                    .sorted()
                    .toList();
            return wrong.isEmpty() ? List.of() : List.of(badNames(wrong));
        }
        return isPersonNamed(draft, PersonFields.ACCOUNT_ID)
                ? List.of(notForPersons(
                        "a person account has no contacts but the person itself", PersonFields.ACCOUNT_ID))
                : List.of();
    }

    private boolean isPersonNamed(Draft draft, String lookup) {
        return draft.isChanged(lookup)
                && draft.value(lookup) instanceof Value.Text(var id)
                && RecordId.parse(id)
                        .flatMap(transaction.state()::find)
                        .filter(PersonFields::isPerson)
                        .isPresent();
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=000386207&type=1")
    @Assumed(
            reason = "The text is documented for Name, and was seen for other fields and for AccountId of a contact; to"
                    + " empty such a field is taken to be refused, too")
    private static SaveError badNames(List<String> names) {
        return new SaveError(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "Account: bad field names on insert/update call: " + String.join(", ", names),
                names);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm")
    @Assumed(
            reason =
                    "That the type of a person changes alone is documented; that it changes at all isn't simulated, and"
                            + " the code for that is this org's choice")
    private static SaveError changeOfType(Draft draft) {
        return draft.given().equals(Set.of(RecordTypes.FIELD))
                ? notForPersons(
                        "the simulated org makes no person of a business account, and no business account of a person",
                        RecordTypes.FIELD)
                : new SaveError(
                        "INVALID_FIELD_FOR_INSERT_UPDATE",
                        "You can't combine a person account record type change with any other field update",
                        RecordTypes.FIELD);
    }

    /// Why something can't be done to a person that can be done to other accounts and contacts.
    @Assumed(reason = "The code is in the WSDL; where it is used and with which words isn't public")
    static SaveError notForPersons(String why, String... fields) {
        return new SaveError("INVALID_PERSON_ACCOUNT_OPERATION", why, fields);
    }

    /// Brings the other half of a person up to date with the one that was stored.
    ///
    /// @return why the other half can't be stored
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_standard_objects_person_account_update.htm")
    @Assumed(
            reason =
                    "That both halves have the same stamps is documented; that a contact of a person can be changed was"
                            + " seen. No automation of contacts runs for persons, as public reports say")
    List<SaveError> follow(Draft saved) {
        if (!PersonFields.isPerson(saved)) {
            return List.of();
        }
        var isAccount = PersonFields.isAccount(saved.object());
        var otherId = saved.value(isAccount ? PersonFields.CONTACT_ID : PersonFields.ACCOUNT_ID);
        var other = otherHalf(RecordId.parse(((Value.Text) otherId).text()).orElseThrow());
        for (var shared : PersonFields.shared(transaction.state().schema())) {
            other.set(
                    isAccount ? shared.contact() : shared.account(),
                    saved.value(isAccount ? shared.account() : shared.contact()));
        }
        stamp(other, saved);
        if (other.isNew()) {
            beginContact(other, saved);
        }
        transaction.state().table(other.object()).blueprint().derivation().apply(other);
        var errors = UniqueKeys.duplicates(transaction.state(), other);
        if (errors.isEmpty()) {
            transaction.put(other.store());
        }
        return errors;
    }

    private Draft otherHalf(RecordId id) {
        var number = RecordNumbers.number(id).orElseThrow();
        return transaction
                .state()
                .find(id)
                .map(record -> Draft.change(record, number, transaction.stamp()))
                .orElseGet(() -> Draft.create(contacts(), number, transaction.stamp()));
    }

    private static void stamp(Draft other, Draft saved) {
        Stream.of(SystemFields.LAST_MODIFIED_DATE, SystemFields.LAST_MODIFIED_BY_ID, SystemFields.SYSTEM_MODSTAMP)
                .forEach(name -> other.set(name, saved.value(name)));
    }

    private static void beginContact(Draft contact, Draft account) {
        for (var field : contact.object().fields()) {
            if (field.type() == FieldKind.BOOLEAN && contact.value(field.name()).isAbsent()) {
                contact.set(field.name(), new Value.Flag(false));
            }
        }
        contact.set(SystemFields.ID, new Value.Text(contact.id()));
        contact.set(PersonFields.ACCOUNT_ID, new Value.Text(account.id()));
        contact.set(PersonFields.IS_PERSON, YES);
        Stream.of(SystemFields.CREATED_DATE, SystemFields.CREATED_BY_ID)
                .forEach(name -> contact.set(name, account.value(name)));
    }

    /// Why a record can't be deleted or merged by itself.
    static Optional<SaveError> refusalOfHalf(RecordView record) {
        return PersonFields.isContact(record.object()) && PersonFields.isPerson(record)
                ? Optional.of(notForPersons("a person is deleted and merged by its account"))
                : Optional.empty();
    }

    /// The contacts of those of these accounts that are persons.
    List<RecordView> contactsOf(List<RecordView> accounts) {
        var contacts = new ArrayList<RecordView>();
        for (var account : accounts) {
            if (PersonFields.isAccount(account.object())
                    && PersonFields.isPerson(account)
                    && account.value(PersonFields.CONTACT_ID) instanceof Value.Text(var id)) {
                contacts.add(transaction
                        .state()
                        .find(RecordId.parse(id).orElseThrow())
                        .orElseThrow());
            }
        }
        return contacts;
    }
}
