package dev.lockstep.orgsim.org;

import static dev.lockstep.orgsim.org.Running.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CreateTest {
    @AutoClose
    private final Running org = Running.inMemory();

    @Test
    void stampsInWholeSecondsAndInTheNameOfTheUser() {
        var id = org.id(Sent.account("Stamped"));

        var now = new Value.Moment(Instant.parse("2026-02-03T04:05:06Z"));
        var user = new Value.Text(org.org().integrationUser().id());
        assertThat(id).hasSize(18).startsWith("001");
        assertThat(org.value(id, "CreatedDate")).isEqualTo(now);
        assertThat(org.value(id, "LastModifiedDate")).isEqualTo(now);
        assertThat(org.value(id, "SystemModstamp")).isEqualTo(now);
        assertThat(org.value(id, "CreatedById")).isEqualTo(user);
        assertThat(org.value(id, "LastModifiedById")).isEqualTo(user);
        assertThat(org.value(id, "OwnerId")).isEqualTo(user);
        assertThat(org.value(id, "IsDeleted")).isEqualTo(new Value.Flag(false));
    }

    @Test
    void tellsTheSavedRecordsInTheOrderOfTheCall() {
        var outcomes = org.create(Sent.account("One"), Sent.account(""), Sent.account("Three"));

        assertThat(outcomes.get(0))
                .isEqualTo(new SaveOutcome.Saved(
                        org.table("Account").find(61).orElseThrow().id(), true));
        assertThat(refused(outcomes.get(1)))
                .isEqualTo(new SaveError("REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name"));
        assertThat(Running.saved(outcomes.get(2)))
                .isEqualTo(RecordNumbers.id("001", 62).text18());
    }

    @Test
    void tellsAllRequiredFieldsThatAreMissing() {
        var error =
                refused(org.create(Sent.a("Opportunity").with("Amount", "1")).getFirst());

        assertThat(error.message()).isEqualTo("Required fields are missing: [Name, StageName, CloseDate]");
        assertThat(error.fields()).containsExactly("Name", "StageName", "CloseDate");
    }

    @Test
    void fillsInDefaultsAndWhatItDerives() {
        var lead = org.id(
                Sent.a("Lead").with("LastName", "Doe").with("FirstName", "Jo").with("Company", "X"));
        assertThat(org.text(lead, "Status")).isEqualTo("Open - Not Contacted");
        assertThat(org.text(lead, "Name")).isEqualTo("Jo Doe");

        var delivery = org.id(Sent.delivery("D").with("Price__c", "200").with("Discount__c", "12.5"));
        assertThat(org.value(delivery, "Fragile__c")).isEqualTo(new Value.Flag(false));
        assertThat(org.text(delivery, "Number__c")).isEqualTo("D-00081");
        assertThat(org.value(delivery, "Total__c")).isEqualTo(new Value.Decimal(new BigDecimal("175.00")));
    }

    @Test
    void leavesADefaultAwayThatTheCallerEmptied() {
        var id = org.id(Sent.a("Case").nulling("Priority"));

        assertThat(org.value(id, "Priority")).isEqualTo(Value.Absent.ABSENT);
        assertThat(org.text(id, "Status")).isEqualTo("New");
    }

    @Test
    void makesNoCheckboxEmpty() {
        var id = org.id(Sent.delivery("D").nulling("Fragile__c"));

        assertThat(org.value(id, "Fragile__c")).isEqualTo(new Value.Flag(false));
    }

    @Test
    void refusesAFieldThatThereIsnt() {
        assertThat(refused(
                        org.create(Sent.account("A").with("Nonsense__c", "1")).getFirst()))
                .isEqualTo(new SaveError(
                        "INVALID_FIELD", "No such column 'Nonsense__c' on sobject of type Account", "Nonsense__c"));
        assertThat(refused(org.create(Sent.account("A").nulling("Nonsense__c")).getFirst())
                        .statusCode())
                .isEqualTo("INVALID_FIELD");
    }

    @Test
    void refusesFieldsThatTheOrgFillsInAndNamesThemAll() {
        var error = refused(org.create(Sent.delivery("D")
                        .with("Total__c", "1")
                        .with("CreatedDate", "2020-01-01T00:00:00Z")
                        .nulling("Number__c"))
                .getFirst());

        assertThat(error.statusCode()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(error.message()).startsWith("Unable to create/update fields: Total__c, CreatedDate, Number__c.");
        assertThat(error.fields()).containsExactly("Total__c", "CreatedDate", "Number__c");
    }

    @Test
    void refusesAFieldThatIsBothSetAndEmptied() {
        assertThat(refused(org.create(Sent.account("A").with("Phone", "1").nulling("phone"))
                                .getFirst())
                        .statusCode())
                .isEqualTo("INVALID_FIELD");
    }

    @Test
    void refusesAnId() {
        assertThat(refused(
                        org.create(Sent.account("A").id("001Ls0000000001IAA")).getFirst()))
                .isEqualTo(
                        new SaveError("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id"));
    }

    @Test
    void refusesAValueThatIsTakenWithoutRegardToCaseAndBlanks() {
        var first = org.id(Sent.account("First").key("Key-1"));

        var error = refused(org.create(Sent.account("Second").key("  kEY-1 ")).getFirst());

        assertThat(error)
                .isEqualTo(new SaveError(
                        "DUPLICATE_VALUE",
                        "duplicate value found: External_Id__c duplicates value on record with id: "
                                + first.substring(0, 15),
                        "External_Id__c"));
    }

    @Test
    void refusesTheSecondOfTwoWithOneUniqueValueInACall() {
        var outcomes = org.create(
                Sent.account("First").key("twice"), Sent.account("Second").key("TWICE"));

        Running.saved(outcomes.get(0));
        assertThat(refused(outcomes.get(1)).statusCode()).isEqualTo("DUPLICATE_VALUE");
    }

    @Test
    void takesManyRecordsWithoutAKey() {
        var before = org.count("Account");

        org.create(
                Sent.account("A"), Sent.account("B").key(" "), Sent.account("C").nulling("External_Id__c"));

        assertThat(org.count("Account")).isEqualTo(before + 3);
    }

    @Test
    void refusesObjectsThatCallsCannotCreate() {
        assertThat(refused(org.create(Sent.a("User").with("Username", "x@example.com"))
                                .getFirst())
                        .statusCode())
                .isEqualTo("INVALID_TYPE_FOR_OPERATION");
    }

    @Test
    void wastesNoNumberOnARefusedRecord() {
        org.create(Sent.delivery(""));

        assertThat(org.text(org.id(Sent.delivery("D")), "Number__c")).isEqualTo("D-00081");
    }
}
