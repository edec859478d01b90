package dev.lockstep.engine.write;

import static dev.lockstep.engine.TestEntries.before;
import static dev.lockstep.engine.TestEntries.delete;
import static dev.lockstep.engine.TestEntries.deleteWithoutRecord;
import static dev.lockstep.engine.TestEntries.failed;
import static dev.lockstep.engine.TestEntries.id;
import static dev.lockstep.engine.TestEntries.insert;
import static dev.lockstep.engine.TestEntries.tried;
import static dev.lockstep.engine.TestEntries.update;
import static dev.lockstep.engine.TestEntries.updateWithoutRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockstep.engine.TestEntries;
import dev.lockstep.engine.TestMappings;
import dev.lockstep.engine.content.Operation;
import dev.lockstep.model.Action;
import dev.lockstep.model.configuration.FailedEntries;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedPlannerTest {

    @Test
    void cutsTheRunWhereTheVerbChanges() {
        var plan = plan(
                insert(1, "account", 1, "name", "a", "external_id__c", "k1"),
                insert(2, "account", 2, "name", "b", "external_id__c", "k2"),
                update(3, "account", 9, "name", "c"),
                insert(4, "account", 4, "name", "d", "external_id__c", "k4"));

        assertThat(operation(plan)).isEqualTo(Operation.UPSERT);
        assertThat(ids(plan)).containsExactly(1L, 2L);
    }

    @Test
    void neverPutsARecordIntoACallTwice() {
        var plan = plan(update(1, "account", 7, "name", "a"), update(2, "account", 7, "name", "b"));

        assertThat(calls(plan)).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void plansNoChangeOfARecordBeforeTheOrgHasMadeIt() {
        var plan = plan(
                insert(1, "lead", 1, "lastname", "a"),
                updateWithoutRecord(2, "lead", 1, "lastname", "b"),
                update(3, "lead", 3, "lastname", "c"));

        assertThat(calls(plan)).containsExactly(List.of(1L));
    }

    @Test
    void sendsAnInsertWithItsKeyAsUpsertAndOneWithoutAsCreate() {
        assertThat(operation(plan(insert(1, "account", 1, "name", "a", "external_id__c", "k"))))
                .isEqualTo(Operation.UPSERT);
        assertThat(operation(plan(insert(1, "account", 1, "name", "a", "external_id__c", null))))
                .isEqualTo(Operation.CREATE);
        assertThat(operation(plan(insert(1, "lead", 1, "lastname", "a")))).isEqualTo(Operation.CREATE);
    }

    @Test
    void updatesTheRecordOfAnInsertThatReachedTheOrgBefore() {
        var again = new Entry(
                5,
                Action.INSERT,
                "account",
                1,
                Optional.of(TestEntries.id(1)),
                insert(5, "account", 1, "name", "a", "external_id__c", "k").values(),
                Map.of(),
                5,
                Instant.EPOCH,
                Entry.Standing.WAITING);

        assertThat(operation(plan(again))).isEqualTo(Operation.UPDATE);
    }

    @Test
    void keepsARecordOutOfTheCallOfTheParentItNames() {
        var plan = plan(
                insert(1, "account", 1, "name", "a", "external_id__c", "K1"),
                insert(2, "account", 2, "name", "b", "external_id__c", "k2", "parent__external_id__c", " k1 "));

        assertThat(calls(plan)).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void letsAChildWaitForItsParentThatWasCapturedLater() {
        var plan = plan(
                insert(1, "contact", 1, "lastname", "a", "external_id__c", "c1", "account__external_id__c", "k1"),
                insert(2, "account", 2, "name", "b", "external_id__c", "k1"));

        assertThat(ids(plan)).containsExactly(2L);
    }

    @Test
    void breaksACircleOfReferencesWhereARecordNamesOneThatComesLater() {
        var plan = plan(
                insert(1, "account", 1, "name", "a", "external_id__c", "k1", "parent__external_id__c", "k2"),
                insert(2, "account", 2, "name", "b", "external_id__c", "k2", "parent__external_id__c", "k1"));

        assertThat(calls(plan)).containsExactly(List.of(1L), List.of(2L));
        assertThat(plan.calls().getFirst().records().getFirst().omitted()).containsExactly("parent__external_id__c");
        assertThat(plan.calls().getLast().records().getFirst().omitted()).isEmpty();
    }

    @Test
    void leavesOutAReferenceToTheRecordItself() {
        var plan = plan(insert(1, "account", 1, "name", "a", "external_id__c", "k1", "parent__external_id__c", "K1 "));

        assertThat(plan.calls().getFirst().records().getFirst().omitted()).containsExactly("parent__external_id__c");
    }

    @Test
    void holdsWhatRefersToAnInsertThatFailedAndLetsOthersGo() {
        var failed = insert(1, "account", 1, "name", "a", "external_id__c", "k1");
        var child = insert(2, "contact", 2, "lastname", "b", "external_id__c", "c", "account__external_id__c", "K1");
        var grandchildUpdate = update(3, "contact", 2, "lastname", "c");
        var other = insert(4, "contact", 3, "lastname", "d", "external_id__c", "d");

        var plan = OrderedPlanner.plan(List.of(child, grandchildUpdate, other), List.of(failed(failed)), bounds(200));

        assertThat(ids(plan)).containsExactly(4L);
        assertThat(plan.dismissed()).isEmpty();
    }

    /// A record that is locked is tried later. Meanwhile the org would delete it with the parent that
    /// it is leaving.
    @Test
    void deletesNoRecordThatAnUnsettledChangeNamesOrNamed() {
        var leaving = tried(before(update(1, "contact", 5, "accountid", id(2).value()), "accountid", id(1).value()), 1);

        var plan = OrderedPlanner.plan(
                List.of(delete(2, "account", 1), delete(3, "account", 3)), List.of(leaving), bounds(200));

        assertThat(ids(plan)).containsExactly(3L);
    }

    @Test
    void givesNoKeyToARecordThatAnUnsettledDeletionHasStill() {
        var deletion = failed(before(delete(1, "account", 1), "external_id__c", "k1"));

        var plan = OrderedPlanner.plan(
                List.of(
                        insert(2, "account", 2, "name", "b", "external_id__c", "K1"),
                        insert(3, "account", 3, "name", "c", "external_id__c", "k3")),
                List.of(deletion),
                bounds(200));

        assertThat(ids(plan)).containsExactly(3L);
    }

    @Test
    void neverWaitsForTheRowsOwnUnsettledChange() {
        var moved = failed(before(update(1, "account", 1, "external_id__c", "k2"), "external_id__c", "k1"));
        var back = before(update(2, "account", 1, "external_id__c", "k1"), "external_id__c", "k2");

        var plan = OrderedPlanner.plan(List.of(moved, back), List.of(moved), bounds(200));

        assertThat(ids(plan)).containsExactly(2L);
    }

    @Test
    void dismissesTheDeletionOfARowThatNeverReachedTheOrg() {
        var plan = plan(deleteWithoutRecord(1, "lead", 1), delete(2, "lead", 2));

        assertThat(plan.dismissed()).singleElement().satisfies(dismissed -> {
            assertThat(dismissed.entry().id()).isEqualTo(1);
            assertThat(dismissed.message()).contains("never reached");
        });
        assertThat(operation(plan)).isEqualTo(Operation.DELETE);
        assertThat(ids(plan)).containsExactly(2L);
    }

    @Test
    void doesNotDismissADeletionWhoseInsertIsOnItsWay() {
        var plan = plan(insert(1, "lead", 1, "lastname", "a"), deleteWithoutRecord(2, "lead", 1));

        assertThat(ids(plan)).containsExactly(1L);
        assertThat(plan.dismissed()).isEmpty();
    }

    @Test
    void refusesAnUpdateWithoutRecordAndSettlesItWithTheCall() {
        var plan = plan(updateWithoutRecord(1, "account", 1, "name", "a"), update(2, "account", 2, "name", "b"));

        assertThat(plan.calls().getFirst().refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.intent().code()).isEqualTo("ROW_HAS_NO_RECORD"));
        assertThat(plan.calls().getFirst().entryIds()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void foldsAnUpdateWithoutRecordIntoTheInsertThatCapturedItsRowAgain() {
        var plan = plan(
                updateWithoutRecord(2, "account", 1, "name", "b"),
                insert(3, "account", 1, "name", "b", "external_id__c", "k"),
                updateWithoutRecord(4, "account", 1, "name", "c"));

        assertThat(plan.calls().getFirst().entryIds()).containsExactly(2L, 3L);
        assertThat(ids(plan)).as("the entry that stands for both").containsExactly(3L);
    }

    @Test
    void sendsAFailedEntryWithTheChangeThatCorrectsIt() {
        var plan = plan(
                failed(insert(1, "lead", 1, "lastname", "a", "company", "too long")),
                update(2, "lead", 9, "lastname", "x"),
                updateWithoutRecord(3, "lead", 1, "company", "b"));

        assertThat(plan.calls()).extracting(Plan.Call::entryIds).containsExactly(List.of(2L), List.of(1L, 3L));
        assertThat(plan.calls().getLast().operation()).isEqualTo(Operation.CREATE);
        assertThat(plan.calls().getLast().records().getFirst().entry().values())
                .containsEntry("company", Optional.of("b"));
    }

    @Test
    void sendsALaterChangeWithoutTheFailedOneWhereThatIsTheRule() {
        var plan = OrderedPlanner.plan(
                List.of(failed(update(1, "lead", 1, "lastname", "a")), update(2, "lead", 1, "company", "b")),
                List.of(),
                new PlanSettings(TestMappings.all(), FailedEntries.FAIL, 200, 0, 0, record -> false));

        assertThat(plan.calls()).extracting(Plan.Call::entryIds).containsExactly(List.of(2L));
    }

    @Test
    void makesAJobOfALongRunAndRequestsOfAShortOne() {
        var waiting = new ArrayList<Entry>();
        for (int i = 1; i <= 60; i++) {
            waiting.add(update(i, "account", i, "name", "x" + i));
        }
        waiting.add(update(61, "contact", 61, "lastname", "y"));
        for (int i = 62; i <= 90; i++) {
            waiting.add(update(i, "account", i, "name", "x" + i));
        }
        var bounds = new PlanSettings(TestMappings.all(), FailedEntries.HOLD_RECORD, 20, 30, 50, record -> true);

        var plan = OrderedPlanner.plan(waiting, List.of(), bounds);

        assertThat(plan.calls())
                .extracting(Plan.Call::transport, call -> call.records().size())
                .containsExactly(tuple(Transport.BULK, 50), tuple(Transport.SOAP, 20), tuple(Transport.SOAP, 20));
    }

    @Test
    void sendsRecordsWithoutUniqueIdentifierByRequests() {
        var waiting = new ArrayList<Entry>();
        for (int i = 1; i <= 60; i++) {
            waiting.add(update(i, "lead", i, "lastname", "x" + i));
        }
        var bounds = new PlanSettings(TestMappings.all(), FailedEntries.HOLD_RECORD, 20, 30, 50, record -> true);

        assertThat(OrderedPlanner.plan(waiting, List.of(), bounds).calls())
                .extracting(Plan.Call::transport)
                .containsExactly(Transport.SOAP, Transport.SOAP, Transport.SOAP);
    }

    @Test
    void dismissesAnUpdateOfColumnsThatTheOrgDoesNotLetUsWriteAndSaysSo() {
        var plan = plan(update(1, "account", 1, "total__c", "5"));

        assertThat(plan.dismissed())
                .singleElement()
                .satisfies(dismissed -> assertThat(dismissed.message()).contains("total__c"));
        assertThat(plan.calls()).isEmpty();
    }

    @Test
    void fillsACallToItsLimitAndNoFurther() {
        var waiting = new ArrayList<Entry>();
        for (int i = 1; i <= 450; i++) {
            waiting.add(insert(i, "lead", i, "lastname", "x" + i));
        }

        assertThat(ids(OrderedPlanner.plan(waiting, List.of(), bounds(200)))).hasSize(200);
        assertThat(ids(OrderedPlanner.plan(waiting, List.of(), bounds(50)))).hasSize(50);
    }

    @Test
    void mixesTypesInOneCallUpToTenRuns() {
        var waiting = new ArrayList<Entry>();
        for (int i = 1; i <= 30; i++) {
            waiting.add(update(i, i % 2 == 0 ? "account" : "lead", i, i % 2 == 0 ? "name" : "lastname", "x"));
        }

        assertThat(ids(plan(waiting.toArray(Entry[]::new)))).hasSize(10);
    }

    @Test
    void neverReordersTheEntriesOfARecordWhateverTheLogHolds() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            var waiting = new ArrayList<>(randomLog(random));
            var sent = new ArrayList<Entry>();
            while (!waiting.isEmpty()) {
                var plan = OrderedPlanner.plan(waiting, List.of(), bounds(1 + random.nextInt(20)));
                var done = new ArrayList<>(
                        plan.dismissed().stream().map(Plan.Dismissed::entry).toList());
                plan.calls().forEach(call -> {
                    call.records()
                            .forEach(planned -> done.addAll(planned.change().entries()));
                    call.refused()
                            .forEach(refused -> done.addAll(refused.change().entries()));
                });
                assertThat(done).as("progress, seed %d", seed).isNotEmpty();
                sent.addAll(done.stream()
                        .sorted(Comparator.comparingLong(Entry::id))
                        .toList());
                waiting.removeAll(done);
            }
            var last = new HashMap<String, Long>();
            for (var entry : sent) {
                var before = last.put(entry.table() + entry.recordId(), entry.id());
                assertThat(before == null || before < entry.id())
                        .as("entry %d after %s, seed %d", entry.id(), before, seed)
                        .isTrue();
            }
        }
    }

    private static List<Entry> randomLog(Random random) {
        var log = new ArrayList<Entry>();
        for (long id = 1; id <= 60; id++) {
            long row = 1L + random.nextInt(12);
            var table = List.of("account", "contact", "lead").get(random.nextInt(3));
            var name = table.equals("account") ? "name" : "lastname";
            log.add(
                    switch (random.nextInt(4)) {
                        case 0 ->
                            insert(
                                    id,
                                    table,
                                    row,
                                    name,
                                    "n",
                                    "external_id__c",
                                    table + row,
                                    table.equals("contact") ? "account__external_id__c" : "parent__external_id__c",
                                    random.nextBoolean() ? "account" + (1 + random.nextInt(12)) : null);
                        case 1 -> update(id, table, row, name, "v" + id);
                        case 2 -> delete(id, table, row);
                        default -> deleteWithoutRecord(id, table, row);
                    });
        }
        return log;
    }

    private static Plan plan(Entry... waiting) {
        return OrderedPlanner.plan(List.of(waiting), List.of(), bounds(200));
    }

    private static PlanSettings bounds(int recordsPerCall) {
        return new PlanSettings(TestMappings.all(), FailedEntries.HOLD_RECORD, recordsPerCall, 0, 0, record -> false);
    }

    private static List<List<Long>> calls(Plan plan) {
        return plan.calls().stream()
                .map(call -> call.records().stream()
                        .map(planned -> planned.entry().id())
                        .toList())
                .toList();
    }

    private static Operation operation(Plan plan) {
        return plan.calls().getFirst().operation();
    }

    private static List<Long> ids(Plan plan) {
        return plan.calls().getFirst().records().stream()
                .map(planned -> planned.entry().id())
                .toList();
    }
}
