package dev.lockstep.orgsim.org;

import static dev.lockstep.orgsim.org.Running.refused;
import static dev.lockstep.orgsim.org.Running.saved;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GeneratedRowsTest {
    private static final long ROWS = 1_000_000;

    @AutoClose
    private final Running org = Running.inMemory(ROWS);

    private final String last = RecordNumbers.id("a02", ROWS).text18();

    @Test
    void keepsNoneOfItsRowsUntilTheyAreChanged() {
        assertThat(org.table("Reading__c").stored().hasNext()).isFalse();
        assertThat(org.text(last, "Name")).isEqualTo("Reading 1000000");
        assertThat(org.text(last, "External_Id__c")).isEqualTo("reading-0001000000");
        assertThat(org.text(last, "OwnerId"))
                .isEqualTo(org.org().integrationUser().id());

        saved(org.update(Sent.a("Reading__c").id(last).with("Note__c", "mine")).getFirst());

        assertThat(org.table("Reading__c").stored()).toIterable().hasSize(1);
        assertThat(org.text(last, "Note__c")).isEqualTo("mine");
        assertThat(org.text(last, "Name")).isEqualTo("Reading 1000000");
    }

    @Test
    void findsARowByItsKey() {
        var outcomes = org.upsert(
                "External_Id__c",
                Sent.a("Reading__c").key("READING-0000000007").with("Note__c", "seven"),
                Sent.a("Reading__c").key("reading-0001000001").with("Name", "beside"));

        assertThat(outcomes.get(0))
                .isEqualTo(new SaveOutcome.Saved(RecordNumbers.id("a02", 7).text18(), false));
        assertThat(outcomes.get(1)).isEqualTo(new SaveOutcome.Saved(saved(outcomes.get(1)), true));
        assertThat(saved(outcomes.get(1))).isGreaterThan(last);
    }

    @Test
    void refusesTheKeyOfARowAndTakesItWhenTheRowIsDeletedOrHasAnother() {
        assertThat(refused(org.create(Sent.a("Reading__c").with("Name", "x").key("reading-0000000007"))
                                .getFirst())
                        .statusCode())
                .isEqualTo("DUPLICATE_VALUE");
        org.delete(RecordNumbers.id("a02", 7).text18());
        org.update(Sent.a("Reading__c").id(RecordNumbers.id("a02", 8).text18()).key("other"));

        org.id(Sent.a("Reading__c").with("Name", "x").key("reading-0000000007"));
        org.id(Sent.a("Reading__c").with("Name", "x").key("reading-0000000008"));
    }

    @Test
    void forgetsARowThatWasDeletedForGood() {
        var seventh = RecordNumbers.id("a02", 7).text18();

        saved(org.deleteForGood("Reading__c", seventh).getFirst());

        assertThat(org.table("Reading__c").find(7)).isEmpty();
        assertThat(org.table("Reading__c").inIdOrder(0, 10)).toIterable().doesNotContain(7L);
        assertThat(org.table("Reading__c").stored().hasNext()).isFalse();
        assertThat(org.count("Reading__c")).isEqualTo(ROWS - 1);
        assertThat(refused(org.deleteForGood("Reading__c", seventh).getFirst()).statusCode())
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        org.id(Sent.a("Reading__c").with("Name", "x").key("reading-0000000007"));
    }
}
