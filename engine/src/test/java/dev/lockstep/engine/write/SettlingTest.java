package dev.lockstep.engine.write;

import static dev.lockstep.engine.TestEntries.delete;
import static dev.lockstep.engine.TestEntries.failed;
import static dev.lockstep.engine.TestEntries.id;
import static dev.lockstep.engine.TestEntries.insert;
import static dev.lockstep.engine.TestEntries.tried;
import static dev.lockstep.engine.TestEntries.update;
import static dev.lockstep.engine.TestEntries.updateWithoutRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.TestMappings;
import dev.lockstep.model.RowStatus;
import dev.lockstep.model.configuration.FailedEntries;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.Settlement;
import dev.lockstep.salesforce.RecordError;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.Treatment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
        assertThat(settling.again()).as("what was sent is there already").isEmpty();
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
        assertThat(settling.again()).extracting(Settling.Again::columns).containsExactly(Set.of());
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
        assertThat(settling.again()).isEmpty();
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

        var settling = Settling.of(call, List.of(Optional.of(FOUND)), circumstances(entry -> true, false));

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
            names = {"RETRY_LATER", "SIGN_IN_AGAIN", "STOP"})
    void letsARecordWaitForItsNextTryWhereTheCausePasses(Treatment treatment) {
        var settling = settle(
                tried(insert(1, "lead", 1, "lastname", "a"), 3),
                refused("UNABLE_TO_LOCK_ROW", "it is locked", treatment));

        assertThat(settling.settlements())
                .containsExactly(new Settlement.Delayed(1, "UNABLE_TO_LOCK_ROW: it is locked", Duration.ofSeconds(3)));
        assertThat(settling.retried()).isEqualTo(1);
    }

    @Test
    void sendsARecordInSmallerCompanyWhereTheOrgCanNotTakeThemTogether() {
        var refused =
                refused("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "System.LimitException", Treatment.HALVE_THE_CALL);
        var two = call(update(1, "lead", 1, "lastname", "a"), update(2, "lead", 2, "lastname", "b"));

        var settling = Settling.of(
                two, List.of(Optional.of(refused), Optional.of(refused)), circumstances(entry -> false, false));

        assertThat(settling.smaller()).isTrue();
        assertThat(settling.settlements()).hasOnlyElementsOfType(Settlement.Released.class);
        assertThat(settle(update(1, "lead", 1, "lastname", "a"), refused).settlements())
                .as("alone it is the cause itself")
                .hasOnlyElementsOfType(Settlement.Refused.class);
    }

    @Test
    void waitsForWhatARecordNeedsOnlyWhileOthersAreOnTheirWayAndNotForEver() {
        var refused = refused("DELETE_FAILED", "it has children", Treatment.AFTER_OTHERS);

        assertThat(settleAmongOthers(delete(1, "lead", 1), refused)).isInstanceOf(Settlement.Delayed.class);
        assertThat(settleAmongOthers(tried(delete(1, "lead", 1), 5), refused)).isInstanceOf(Settlement.Refused.class);
        assertThat(settle(delete(1, "lead", 1), refused).settlements()).hasOnlyElementsOfType(Settlement.Refused.class);
    }

    private static Settlement settleAmongOthers(Entry entry, RecordOutcome outcome) {
        return Settling.of(call(entry), List.of(Optional.of(outcome)), circumstances(other -> false, true))
                .settlements()
                .getFirst();
    }

    @Test
    void letsARecordWaitAgainThatTheOrgDidNotGetTo() {
        var settling = Settling.of(
                call(update(1, "lead", 1, "lastname", "a")),
                List.of(Optional.empty()),
                circumstances(entry -> false, false));

        assertThat(settling.settlements()).containsExactly(new Settlement.Released(1, "the org did not get to it"));
    }

    @Test
    void settlesTheEntriesOfOneChangeTogetherAndOneOfThemStandsForAll() {
        var change =
                call(failed(insert(1, "lead", 1, "lastname", "a")), updateWithoutRecord(2, "lead", 1, "company", "b"));

        var taken = Settling.of(change, List.of(Optional.of(CREATED)), circumstances(entry -> false, false));
        var refused = Settling.of(
                change,
                List.of(Optional.of(refused("STRING_TOO_LONG", "too long", Treatment.REJECT_RECORD))),
                circumstances(entry -> false, false));

        assertThat(taken.settlements())
                .containsExactly(
                        new Settlement.Accepted(1, Optional.of(id(1)), Optional.empty(), RowStatus.INSERTED),
                        new Settlement.Merged(2, Optional.of(id(1)), "sent with the entry 1", RowStatus.INSERTED));
        assertThat(refused.settlements())
                .containsExactly(
                        new Settlement.Refused(1, "STRING_TOO_LONG", "STRING_TOO_LONG: too long"),
                        new Settlement.Refused(2, "STRING_TOO_LONG", "STRING_TOO_LONG: too long"));
    }

    @Test
    void sendsTheReferenceLaterThatWouldHaveClosedACircle() {
        var settling = settle(
                insert(1, "account", 1, "name", "a", "external_id__c", "k", "parent__external_id__c", "k"), CREATED);

        assertThat(settling.again())
                .extracting(Settling.Again::columns)
                .containsExactly(Set.of("parent__external_id__c"));
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

        assertThatThrownBy(() -> Settling.of(call, List.of(Optional.of(CREATED)), circumstances(entry -> false, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the org answered 1 outcomes for 2 records");
    }

    private static Settling settle(Entry entry, RecordOutcome outcome) {
        return Settling.of(call(entry), List.of(Optional.of(outcome)), circumstances(other -> false, false));
    }

    private static Settling.Circumstances circumstances(Predicate<Entry> isRestless, boolean othersWait) {
        return new Settling.Circumstances(isRestless, othersWait, Duration::ofSeconds);
    }

    private static Plan.Call call(Entry... entries) {
        var bounds = new PlanSettings(TestMappings.all(), FailedEntries.HOLD_RECORD, 200, 0, 0, record -> false);
        return OrderedPlanner.plan(List.of(entries), List.of(), bounds).calls().getFirst();
    }

    private static RecordOutcome refused(String code, String message, Treatment treatment) {
        return new RecordOutcome.Refused(List.of(new RecordError(code, message, List.of(), treatment)));
    }

    private static Settlement.Accepted accepted(Settling settling) {
        return (Settlement.Accepted) settling.settlements().getFirst();
    }
}
