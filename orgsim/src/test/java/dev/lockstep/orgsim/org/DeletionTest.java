package dev.lockstep.orgsim.org;

import static dev.lockstep.orgsim.org.Running.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DeletionTest {
    @AutoClose
    private final Running org = Running.inMemory();

    @Test
    void marksTheRecordAndMovesItsStamp() {
        var id = org.id(Sent.account("A"));
        org.pass(Duration.ofSeconds(10));

        assertThat(org.delete(id.substring(0, 15))).containsExactly(new SaveOutcome.Saved(id, false));

        assertThat(org.record(id).isDeleted()).isTrue();
        assertThat(org.text(id, "Name")).isEqualTo("A");
        assertThat(org.value(id, "SystemModstamp")).isEqualTo(new Value.Moment(Instant.parse("2026-02-03T04:05:16Z")));
    }

    @Test
    void refusesASecondTime() {
        var id = org.id(Sent.account("A"));
        var inOneCall = org.delete(id, id);
        var later = org.delete(id);

        assertThat(inOneCall.get(0)).isEqualTo(new SaveOutcome.Saved(id, false));
        assertThat(refused(inOneCall.get(1))).isEqualTo(new SaveError("ENTITY_IS_DELETED", "entity is deleted"));
        assertThat(refused(later.getFirst())).isEqualTo(new SaveError("ENTITY_IS_DELETED", "entity is deleted"));
    }

    @Test
    void refusesWhatIsNoRecordOrMustStay() {
        var outcomes = org.delete(
                "nonsense",
                RecordNumbers.id("001", 99_999).text18(),
                org.org().integrationUser().id());

        assertThat(refused(outcomes.get(0)).statusCode()).isEqualTo("MALFORMED_ID");
        assertThat(refused(outcomes.get(1)).statusCode()).isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        assertThat(refused(outcomes.get(2)).statusCode()).isEqualTo("INVALID_TYPE_FOR_OPERATION");
    }

    @Test
    void takesContactsAndDealsOfAnAccountAlong() {
        var account = org.id(Sent.account("A"));
        var contact = org.id(Sent.a("Contact").with("LastName", "Doe").with("AccountId", account));
        var deal = org.id(Sent.a("Opportunity")
                .with("Name", "Deal")
                .with("StageName", "Prospecting")
                .with("CloseDate", "2026-05-31")
                .with("AccountId", account));

        org.delete(account);

        assertThat(org.record(contact).isDeleted()).isTrue();
        assertThat(org.record(deal).isDeleted()).isTrue();
        assertThat(org.text(contact, "AccountId")).isEqualTo(account);
        assertThat(refused(org.delete(contact).getFirst()).statusCode()).isEqualTo("ENTITY_IS_DELETED");
    }

    @Test
    void keepsAnAccountThatHasCasesOrWhoseContactsHave() {
        var account = org.id(Sent.account("A"));
        var other = org.id(Sent.account("B"));
        var free = org.id(Sent.account("C"));
        var contact = org.id(Sent.a("Contact").with("LastName", "Doe").with("AccountId", other));
        var complaint = org.id(Sent.a("Case").with("AccountId", account).with("ContactId", contact));
        var number = org.text(complaint, "CaseNumber");

        var outcomes = org.delete(account, other, free);

        assertThat(refused(outcomes.get(0)))
                .isEqualTo(new SaveError(
                        "DELETE_FAILED",
                        "Your attempt to delete A could not be completed because it is associated with the following"
                                + " cases.: " + number + "\n"));
        assertThat(refused(outcomes.get(1)).statusCode()).isEqualTo("DELETE_FAILED");
        assertThat(outcomes.get(2)).isEqualTo(new SaveOutcome.Saved(free, false));
        assertThat(org.record(account).isDeleted()).isFalse();
        assertThat(org.record(contact).isDeleted()).isFalse();
        assertThat(org.delete(complaint, account, other))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(SaveOutcome.Saved.class));
    }

    @Test
    void emptiesOtherLookupsWithoutMovingAStamp() {
        var account = org.id(Sent.account("A"));
        var child = org.id(Sent.account("Child").with("ParentId", account));
        var contact = org.id(Sent.a("Contact").with("LastName", "Doe").with("AccountId", account));
        var delivery = org.id(Sent.delivery("D").with("Account__c", account).with("Contact__c", contact));
        var stamp = org.value(delivery, "SystemModstamp");
        org.pass(Duration.ofSeconds(10));

        org.delete(account);

        assertThat(org.record(delivery).isDeleted()).isFalse();
        assertThat(org.value(delivery, "Account__c").isAbsent()).isTrue();
        assertThat(org.value(delivery, "Contact__c").isAbsent()).isTrue();
        assertThat(org.value(delivery, "SystemModstamp")).isEqualTo(stamp);
        assertThat(org.value(child, "ParentId").isAbsent()).isTrue();
    }

    @Test
    void freesUniqueValues() {
        var id = org.id(Sent.account("A").key("free"));

        org.delete(id);

        org.id(Sent.account("B").key("free"));
    }
}
