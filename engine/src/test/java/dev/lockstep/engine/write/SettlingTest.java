package dev.lockstep.engine.write;

import static dev.lockstep.engine.TestEntries.delete;
import static dev.lockstep.engine.TestEntries.id;
import static dev.lockstep.engine.TestEntries.insert;
import static dev.lockstep.engine.TestEntries.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.TestMappings;
import dev.lockstep.model.RowStatus;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.Settlement;
import dev.lockstep.salesforce.RecordError;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.Treatment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettlingTest {
    private static final RecordOutcome CREATED = new RecordOutcome.Accepted(id(1), true);
    private static final RecordOutcome FOUND = new RecordOutcome.Accepted(id(1), false);

    @Test
    void readsACreatedRecordBackBeforeItsRowIsSynced() {
        var settling = settle(insert(1, "lead", 1, "lastname", "a"), CREATED);

        assertThat(settling.settlements())
                .containsExactly(new Settlement.Accepted(1, Optional.of(id(1)), Optional.empty(), RowStatus.INSERTED));
        assertThat(settling.readBack()).containsExactly(new Settling.Target(TestMappings.LEAD, id(1)));
        assertThat(settling.retried()).isZero();
    }

    @Test
    void saysThatAnUpsertAdoptedARecordThatWasThere() {
        var settling = settle(insert(1, "account", 1, "name", "a", "external_id__c", "k"), FOUND);

        assertThat(accepted(settling).message()).contains("the org had a record with this key: it was adopted");
        assertThat(settling.adopted()).as("what was sent is there already").isEmpty();
    }

    @Test
    void adoptsTheRecordThatHasTheOwnKeyAlready() {
        var settling = settle(
                insert(1, "account", 1, "name", "a", "external_id__c", "k"),
                refused(
                        "DUPLICATE_VALUE",
                        "duplicate value found: External_Id__c duplicates value on record with id: "
                                + id(7).value().substring(0, 15),
                        Treatment.REJECT_RECORD));

        assertThat(accepted(settling).sfid()).contains(id(7));
        assertThat(settling.adopted()).extracting(Settling.Adopted::id).containsExactly(id(7));
        assertThat(settling.readBack()).extracting(Settling.Target::id).containsExactly(id(7));
    }

    @Test
    void refusesARecordWhoseOtherUniqueValueIsTaken() {
        var settling = settle(
                insert(1, "account", 1, "name", "a", "external_id__c", "k"),
                refused(
                        "DUPLICATE_VALUE",
                        "duplicate value found: Number__c duplicates value on record with id: " + id(7),
                        Treatment.REJECT_RECORD));

        assertThat(settling.settlements()).singleElement().isInstanceOf(Settlement.Refused.class);
        assertThat(settling.adopted()).isEmpty();
    }

    @Test
    void setsTheRowOfAQuietUpdateToSyncedAndReadsNothingBack() {
        var settling = settle(update(1, "lead", 1, "lastname", "b"), FOUND);

        assertThat(accepted(settling).next()).isEqualTo(RowStatus.SYNCED);
        assertThat(settling.readBack()).isEmpty();
    }

    @Test
    void readsBackWhatItsTransactionChangedMoreThanOnce() {
        var call = call(update(1, "lead", 1, "lastname", "b"));

        var settling = Settling.of(call, List.of(FOUND), entry -> true);

        assertThat(accepted(settling).next()).isEqualTo(RowStatus.UPDATED);
        assertThat(settling.readBack()).hasSize(1);
    }

    @Test
    void writesEveryErrorWithItsFieldsOnTheListOfErrors() {
        var errors = List.of(
                new RecordError(
                        "REQUIRED_FIELD_MISSING", "fields are missing", List.of("LastName"), Treatment.REJECT_RECORD),
                new RecordError("STRING_TOO_LONG", "too long", List.of(), Treatment.REJECT_RECORD));

        var settling = settle(insert(1, "lead", 1, "lastname", "a"), new RecordOutcome.Refused(errors));

        assertThat(settling.settlements())
                .containsExactly(new Settlement.Refused(
                        1,
                        "REQUIRED_FIELD_MISSING",
                        "REQUIRED_FIELD_MISSING: fields are missing (LastName); STRING_TOO_LONG: too long"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Treatment.class,
            names = {"REJECT_RECORD"},
            mode = EnumSource.Mode.EXCLUDE)
    void letsARecordWaitForItsNextTryWhereTheCausePasses(Treatment treatment) {
        var settling =
                settle(insert(1, "lead", 1, "lastname", "a"), refused("UNABLE_TO_LOCK_ROW", "it is locked", treatment));

        assertThat(settling.settlements())
                .containsExactly(new Settlement.Released(1, "UNABLE_TO_LOCK_ROW: it is locked"));
        assertThat(settling.retried()).isEqualTo(1);
    }

    @Test
    void takesADeleteOfARecordThatIsGoneAsDone() {
        var settling = settle(
                delete(1, "lead", 1), refused("ENTITY_IS_DELETED", "entity is deleted", Treatment.REJECT_RECORD));

        assertThat(accepted(settling).message()).contains("the org had no such record any more");
        assertThat(accepted(settling).next()).isEqualTo(RowStatus.SYNCED);
    }

    @Test
    void refusesAnUpdateOfARecordThatIsGone() {
        var settling = settle(
                update(1, "lead", 1, "lastname", "b"),
                refused("ENTITY_IS_DELETED", "entity is deleted", Treatment.REJECT_RECORD));

        assertThat(settling.settlements()).singleElement().isInstanceOf(Settlement.Refused.class);
    }

    @Test
    void refusesAnAnswerThatTellsOfMoreOrFewerRecords() {
        var call = call(insert(1, "lead", 1, "lastname", "a"), insert(2, "lead", 2, "lastname", "b"));

        assertThatThrownBy(() -> Settling.of(call, List.of(CREATED), entry -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the org answered 1 outcomes for 2 records");
    }

    private static Settling settle(Entry entry, RecordOutcome outcome) {
        return Settling.of(call(entry), List.of(outcome), other -> false);
    }

    private static Plan.Call call(Entry... entries) {
        return OrderedPlanner.plan(List.of(entries), List.of(), TestMappings.all(), 200)
                .call()
                .orElseThrow();
    }

    private static RecordOutcome refused(String code, String message, Treatment treatment) {
        return new RecordOutcome.Refused(List.of(new RecordError(code, message, List.of(), treatment)));
    }

    private static Settlement.Accepted accepted(Settling settling) {
        return (Settlement.Accepted) settling.settlements().getFirst();
    }
}
