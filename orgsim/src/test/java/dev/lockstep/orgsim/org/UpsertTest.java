package dev.lockstep.orgsim.org;

import static dev.lockstep.orgsim.org.Running.refused;
import static dev.lockstep.orgsim.org.Running.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UpsertTest {
    private static final String KEY = "External_Id__c";

    @AutoClose
    private final Running org = Running.inMemory();

    @Test
    void createsWhatItDoesNotFindAndUpdatesWhatItFinds() {
        var first = org.upsert(KEY, Sent.account("New").key("U-1"));
        var second = org.upsert("external_id__C", Sent.account("Newer").key(" u-1"));

        var id = saved(first.getFirst());
        assertThat(first).containsExactly(new SaveOutcome.Saved(id, true));
        assertThat(second).containsExactly(new SaveOutcome.Saved(id, false));
        assertThat(org.text(id, "Name")).isEqualTo("Newer");
    }

    @Test
    void refusesBothOfTwoWithOneKeyInACall() {
        var outcomes = org.upsert(
                KEY,
                Sent.account("A").key("twice"),
                Sent.account("B").key("once"),
                Sent.account("C").key("TWICE"));

        assertThat(refused(outcomes.get(0)))
                .isEqualTo(new SaveError("DUPLICATE_VALUE", "Duplicate external id specified: twice", KEY));
        saved(outcomes.get(1));
        assertThat(refused(outcomes.get(2)).message()).isEqualTo("Duplicate external id specified: TWICE");
    }

    @Test
    void refusesARecordWithoutAKey() {
        var outcomes = org.upsert(KEY, Sent.account("A"), Sent.account("B").key(" "));

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(refused(outcome))
                        .isEqualTo(new SaveError("MISSING_ARGUMENT", "External_Id__c not specified", KEY)));
    }

    @Test
    void createsAnewWhereTheRecordOfTheKeyIsDeleted() {
        var old = saved(org.upsert(KEY, Sent.account("Old").key("reused")).getFirst());
        org.delete(old);

        var outcome = org.upsert(KEY, Sent.account("New").key("reused")).getFirst();

        assertThat(outcome).isEqualTo(new SaveOutcome.Saved(saved(outcome), true));
        assertThat(saved(outcome)).isNotEqualTo(old);
        assertThat(org.record(old).isDeleted()).isTrue();
    }

    @Test
    void refusesWhereSeveralRecordsHaveTheKey() {
        var mail = "twins@example.com";
        var one = org.id(Sent.a("Contact").with("LastName", "One").with("Email", mail));
        var two = org.id(Sent.a("Contact").with("LastName", "Two").with("Email", mail));

        var error = refused(
                org.upsert("Email", Sent.a("Contact").with("LastName", "X").with("Email", mail))
                        .getFirst());

        assertThat(error.statusCode()).isEqualTo("DUPLICATE_EXTERNAL_ID");
        assertThat(error.message())
                .isEqualTo("Email: more than one record found for external id field: [" + one.substring(0, 15) + ", "
                        + two.substring(0, 15) + "]");
    }

    @Test
    void worksByIdToo() {
        var id = org.id(Sent.account("A"));

        var outcomes = org.upsert("Id", Sent.account("B").id(id), Sent.account("New"));

        assertThat(outcomes.get(0)).isEqualTo(new SaveOutcome.Saved(id, false));
        assertThat(outcomes.get(1)).isEqualTo(new SaveOutcome.Saved(saved(outcomes.get(1)), true));
        assertThat(org.text(id, "Name")).isEqualTo("B");
    }

    @Test
    void refusesAnIdBesideAKey() {
        var id = org.id(Sent.account("A").key("k"));

        assertThat(refused(org.upsert(KEY, Sent.account("B").key("k").id(id)).getFirst())
                        .statusCode())
                .isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
    }

    @Test
    void refusesTheWholeCallByAFieldThatNamesNobodyOrOfSeveralTypes() {
        assertThatExceptionOfType(OrgFault.class)
                .isThrownBy(() -> org.upsert("Phone", Sent.account("A").with("Phone", "1")))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("INVALID_FIELD"));
        assertThatExceptionOfType(OrgFault.class)
                .isThrownBy(() -> org.upsert(
                        KEY, Sent.account("A").key("a"), Sent.delivery("D").key("d")));
    }

    @Test
    void appliesTheRulesOfWhatItTurnsOutToBe() {
        org.upsert(KEY, Sent.account("Found").key("found"));

        var outcomes = org.upsert(
                KEY, Sent.a("Account").key("found"), Sent.a("Account").key("not found"));

        saved(outcomes.get(0));
        assertThat(refused(outcomes.get(1)).statusCode()).isEqualTo("REQUIRED_FIELD_MISSING");
    }

    @Test
    void takesNothingForNothing() {
        assertThat(org.upsert(KEY)).isEqualTo(List.of());
    }
}
