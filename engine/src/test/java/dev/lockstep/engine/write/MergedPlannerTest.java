package dev.lockstep.engine.write;

import static dev.lockstep.engine.TestEntries.before;
import static dev.lockstep.engine.TestEntries.delete;
import static dev.lockstep.engine.TestEntries.deleteWithoutRecord;
import static dev.lockstep.engine.TestEntries.failed;
import static dev.lockstep.engine.TestEntries.id;
import static dev.lockstep.engine.TestEntries.insert;
import static dev.lockstep.engine.TestEntries.update;
import static dev.lockstep.engine.TestEntries.updateWithoutRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockstep.engine.TestMappings;
import dev.lockstep.engine.content.Operation;
import dev.lockstep.model.configuration.FailedEntries;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergedPlannerTest {

    @Test
    void sendsAllChangesOfARecordAsOne() {
        var plan = plan(
                update(1, "account", 7, "name", "a"),
                update(2, "account", 8, "name", "x"),
                update(3, "account", 7, "name", "b", "active__c", "true"));

        assertThat(calls(plan)).containsExactly(List.of(3L, 2L));
        assertThat(plan.calls().getFirst().records().getFirst().entry().values())
                .containsEntry("name", Optional.of("b"))
                .containsEntry("active__c", Optional.of("true"));
        assertThat(plan.calls().getFirst().entryIds()).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void insertsARowAsItsLaterChangesHaveMadeIt() {
        var plan = plan(
                insert(1, "account", 1, "name", "a", "external_id__c", "k"),
                updateWithoutRecord(2, "account", 1, "name", "b"));

        var planned = plan.calls().getFirst().records().getFirst();
        assertThat(planned.intent().operation()).isEqualTo(Operation.UPSERT);
        assertThat(planned.entry().id()).as("the insert stands for both").isEqualTo(1);
        assertThat(planned.entry().values()).containsEntry("name", Optional.of("b"));
    }

    /// Left out of an insert it would get the org's default.
    @Test
    void emptiesAColumnByAChangeOfItsOwnAfterTheInsert() {
        var plan = plan(
                insert(1, "lead", 1, "lastname", "a", "company", "x"),
                updateWithoutRecord(2, "lead", 1, "company", null),
                updateWithoutRecord(3, "lead", 1, "lastname", "b"));

        assertThat(plan.calls()).extracting(Plan.Call::entryIds).containsExactly(List.of(1L));
    }

    @Test
    void sendsNothingOfARowThatIsGoneBeforeItWasSent() {
        var plan = plan(
                insert(1, "lead", 1, "lastname", "a", "company", "x"),
                updateWithoutRecord(2, "lead", 1, "company", null),
                deleteWithoutRecord(3, "lead", 1));

        assertThat(plan.calls()).isEmpty();
        assertThat(plan.dismissed())
                .extracting(dismissed -> dismissed.entry().id())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void deletesARecordWithoutItsLastChanges() {
        var plan = plan(update(1, "lead", 1, "lastname", "a"), delete(2, "lead", 1));

        assertThat(plan.calls())
                .extracting(Plan.Call::operation, Plan.Call::entryIds)
                .containsExactly(tuple(Operation.DELETE, List.of(1L, 2L)));
    }

    @Test
    void takesWhatComesAfterADeletionForAnotherRow() {
        var plan = plan(delete(1, "lead", 1), insert(2, "lead", 1, "lastname", "new"));

        assertThat(plan.calls())
                .extracting(Plan.Call::operation, Plan.Call::entryIds)
                .containsExactly(tuple(Operation.DELETE, List.of(1L)), tuple(Operation.CREATE, List.of(2L)));
    }

    @Test
    void insertsParentsFirstAndFillsItsCallsWhateverTheOrderOfCapture() {
        var log = new ArrayList<Entry>();
        for (int i = 0; i < 30; i++) {
            long id = 2L * i + 1;
            log.add(insert(
                    id, "contact", i, "lastname", "c", "external_id__c", "c" + i, "account__external_id__c", "a" + i));
            log.add(insert(id + 1, "account", i, "name", "a", "external_id__c", "a" + i));
        }

        var plan = plan(log.toArray(Entry[]::new));

        assertThat(plan.calls())
                .extracting(
                        call -> call.records().getFirst().mapping().object().value(),
                        call -> call.records().size())
                .containsExactly(tuple("Account", 30), tuple("Contact", 30));
    }

    @Test
    void sendsUpdatesBeforeTheDeletionOfTheParentThatTheyLeave() {
        var plan = plan(
                before(update(1, "contact", 5, "accountid", id(2).value()), "accountid", id(1).value()),
                before(delete(2, "account", 1), "external_id__c", "k1"),
                before(delete(3, "contact", 6), "accountid", id(1).value()));

        assertThat(plan.calls())
                .extracting(Plan.Call::operation, MergedPlannerTest::ids)
                .containsExactly(tuple(Operation.UPDATE, List.of(1L)), tuple(Operation.DELETE, List.of(2L, 3L)));
    }

    @Test
    void deletesChildrenBeforeTheirParent() {
        var plan = plan(
                before(delete(1, "contact", 6), "account__external_id__c", "K1"),
                before(delete(2, "account", 1), "external_id__c", "k1"));

        assertThat(calls(plan)).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void givesAKeyAwayBeforeAnotherRecordGetsIt() {
        var plan = plan(
                before(delete(1, "account", 1), "external_id__c", "k1"),
                insert(2, "account", 2, "name", "b", "external_id__c", "K1"));

        assertThat(calls(plan)).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void exchangesTheKeysOfTwoRecordsStepByStep() {
        var plan = plan(
                before(update(1, "account", 1, "external_id__c", "tmp"), "external_id__c", "k1"),
                before(update(2, "account", 2, "external_id__c", "k1"), "external_id__c", "k2"),
                before(update(3, "account", 1, "external_id__c", "k2"), "external_id__c", "tmp"));

        assertThat(calls(plan)).containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void breaksACircleOfReferences() {
        var plan = plan(
                insert(1, "account", 1, "name", "a", "external_id__c", "k1", "parent__external_id__c", "k2"),
                insert(2, "account", 2, "name", "b", "external_id__c", "k2", "parent__external_id__c", "k1"));

        assertThat(calls(plan)).containsExactly(List.of(1L), List.of(2L));
        assertThat(plan.calls().getFirst().records().getFirst().omitted()).containsExactly("parent__external_id__c");
    }

    @Test
    void letsWhatDependsOnARefusedRecordWaitWithIt() {
        var held = insert(1, "account", 1, "name", "a", "external_id__c", "k1");
        var plan = MergedPlanner.plan(
                List.of(
                        insert(
                                2,
                                "contact",
                                2,
                                "lastname",
                                "b",
                                "external_id__c",
                                "c",
                                "account__external_id__c",
                                "k1"),
                        insert(3, "contact", 3, "lastname", "c", "external_id__c", "d")),
                List.of(failed(held)),
                bounds(200, 0));

        assertThat(calls(plan)).containsExactly(List.of(3L));
    }

    @Test
    void letsADeletionAndAKeyWaitForChangesThatAreNotPartOfThePlan() {
        var leaving = before(update(1, "contact", 5, "accountid", id(2).value()), "accountid", id(1).value());
        var deletion = before(delete(2, "account", 3), "external_id__c", "k3");

        var plan = MergedPlanner.plan(
                List.of(
                        delete(3, "account", 1),
                        insert(4, "account", 4, "name", "d", "external_id__c", "K3"),
                        delete(5, "account", 9)),
                List.of(leaving, deletion),
                bounds(200, 0));

        assertThat(calls(plan)).containsExactly(List.of(5L));
    }

    @Test
    void neverSendsTwoRowsThatTheOrgTakesForOneRecordInOnePlan() {
        var plan = plan(
                insert(1, "account", 1, "name", "a", "external_id__c", "k1"),
                insert(2, "account", 2, "name", "b", "external_id__c", " K1"));

        assertThat(calls(plan)).containsExactly(List.of(1L));
    }

    @Test
    void makesOneJobOfManyChangesHoweverTheyAreMixed() {
        var log = new ArrayList<Entry>();
        for (int i = 1; i <= 90; i++) {
            log.add(i % 3 == 0 ? update(i, "lead", i, "lastname", "x") : update(i, "account", i, "name", "x"));
        }

        var plan = MergedPlanner.plan(log, List.of(), bounds(20, 50));

        assertThat(plan.calls())
                .extracting(Plan.Call::transport, call -> call.records().size())
                .containsExactly(tuple(Transport.BULK, 60), tuple(Transport.SOAP, 20), tuple(Transport.SOAP, 10));
    }

    @Test
    void letsRecordsOfOneParentStandTogether() {
        var plan = plan(
                update(1, "contact", 1, "accountid", id(1).value()),
                update(2, "contact", 2, "accountid", id(2).value()),
                update(3, "contact", 3, "accountid", id(1).value()),
                update(4, "contact", 4, "accountid", id(2).value()));

        assertThat(calls(plan)).containsExactly(List.of(1L, 3L, 2L, 4L));
    }

    private static Plan plan(Entry... waiting) {
        return MergedPlanner.plan(List.of(waiting), List.of(), bounds(200, 0));
    }

    private static PlanSettings bounds(int recordsPerCall, int bulkFrom) {
        return new PlanSettings(
                TestMappings.all(), FailedEntries.HOLD_RECORD, recordsPerCall, bulkFrom, 10_000, record -> true);
    }

    private static List<List<Long>> calls(Plan plan) {
        return plan.calls().stream().map(MergedPlannerTest::ids).toList();
    }

    private static List<Long> ids(Plan.Call call) {
        return call.records().stream().map(planned -> planned.entry().id()).toList();
    }
}
