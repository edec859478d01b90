package dev.lockstep.orgsim.org;

import static dev.lockstep.orgsim.org.Running.refused;
import static dev.lockstep.orgsim.org.Running.saved;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    @AutoClose
    private final Running org = Running.inMemory();

    private static Sent contact() {
        return Sent.a("Contact").with("LastName", "Doe");
    }

    @Test
    void takesIdsOfEitherLength() {
        var account = org.id(Sent.account("A"));

        assertThat(org.text(org.id(contact().with("AccountId", account)), "AccountId"))
                .isEqualTo(account);
        assertThat(org.text(org.id(contact().with("AccountId", account.substring(0, 15))), "AccountId"))
                .isEqualTo(account);
    }

    @Test
    void refusesIdsThatLeadNowhere() {
        var person = org.id(contact());
        var gone = org.id(Sent.account("Gone"));
        org.delete(gone);

        var outcomes = org.create(
                contact().with("AccountId", "006i000004DAKd"),
                contact().with("AccountId", person),
                contact().with("AccountId", RecordNumbers.id("001", 99_999).text18()),
                contact().with("AccountId", gone));

        assertThat(refused(outcomes.get(0)))
                .isEqualTo(new SaveError("MALFORMED_ID", "bad id 006i000004DAKd", "AccountId"));
        assertThat(refused(outcomes.get(1)))
                .isEqualTo(new SaveError(
                        "MALFORMED_ID", "Account ID: id value of incorrect type: " + person, "AccountId"));
        assertThat(refused(outcomes.get(2)).statusCode()).isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        assertThat(refused(outcomes.get(3)).statusCode()).isEqualTo("ENTITY_IS_DELETED");
    }

    @Test
    void findsAParentByItsExternalId() {
        var account = org.id(Sent.account("A").key("Parent-1"));

        var id = org.id(contact().under("Account", "Account", "External_Id__c", " pARENT-1"));
        var delivery = org.id(Sent.delivery("D").under("account__r", "Account", "External_Id__c", "parent-1"));

        assertThat(org.text(id, "AccountId")).isEqualTo(account);
        assertThat(org.text(delivery, "Account__c")).isEqualTo(account);
    }

    @Test
    void refusesAParentThatThereIsnt() {
        var error = refused(org.create(contact().under("Account", "Account", "External_Id__c", "nobody"))
                .getFirst());

        assertThat(error)
                .isEqualTo(new SaveError(
                        "INVALID_FIELD",
                        "Foreign key external ID: nobody not found for field External_Id__c in entity Account",
                        "AccountId"));
    }

    @Test
    void refusesAParentOfAnotherTypeOrByAFieldThatNamesNobody() {
        assertThat(refused(org.create(contact().under("Account", "Contact", "External_Id__c", "x"))
                                .getFirst())
                        .statusCode())
                .isEqualTo("INVALID_FIELD");
        assertThat(refused(org.create(contact().under("Account", "Account", "Phone", "x"))
                                .getFirst())
                        .statusCode())
                .isEqualTo("INVALID_FIELD");
        assertThat(refused(org.create(contact().under("Nobody", "Account", "External_Id__c", "x"))
                                .getFirst())
                        .message())
                .isEqualTo("No such relation 'Nobody' on sobject of type Contact");
    }

    @Test
    void refusesBothReferencesOfOneLookup() {
        var account = org.id(Sent.account("A").key("both"));

        var error = refused(
                org.create(contact().with("AccountId", account).under("Account", "Account", "External_Id__c", "both"))
                        .getFirst());

        assertThat(error)
                .isEqualTo(new SaveError(
                        "INVALID_FIELD",
                        "Cannot specify both an external ID reference Account and a salesforce id, AccountId",
                        "AccountId"));
    }

    @Test
    void findsAParentOfAnotherTypeThatStandsBeforeItInTheCall() {
        var outcomes = org.create(
                Sent.account("A").key("same-call"),
                contact().under("Account", "Account", "External_Id__c", "same-call"));

        assertThat(org.text(saved(outcomes.get(1)), "AccountId")).isEqualTo(saved(outcomes.get(0)));
    }

    @Test
    void refusesAParentOfTheSameTypeInTheSameCall() {
        var outcomes = org.create(
                Sent.account("Parent").key("same-type"),
                Sent.account("Child").under("Parent", "Account", "External_Id__c", "same-type"));

        saved(outcomes.get(0));
        assertThat(refused(outcomes.get(1)).statusCode()).isEqualTo("INVALID_FIELD");
        saved(org.create(Sent.account("Child").under("Parent", "Account", "External_Id__c", "same-type"))
                .getFirst());
    }

    @Test
    void refusesAParentThatComesLaterInTheCall() {
        var outcomes = org.create(
                contact().under("Account", "Account", "External_Id__c", "later"),
                Sent.account("A").key("later"));

        assertThat(refused(outcomes.get(0)).statusCode()).isEqualTo("INVALID_FIELD");
        saved(outcomes.get(1));
    }

    @Test
    void emptiesALookup() {
        var account = org.id(Sent.account("A"));
        var id = org.id(contact().with("AccountId", account));

        org.update(Sent.a("Contact").id(id).nulling("AccountId"));

        assertThat(org.value(id, "AccountId").isAbsent()).isTrue();
    }
}
