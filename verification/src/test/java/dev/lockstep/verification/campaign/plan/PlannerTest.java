package dev.lockstep.verification.campaign.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final List<Plan> PLANS =
            LongStream.rangeClosed(1, 500).mapToObj(Planner::plan).toList();

    @Test
    void plansTheSameForTheSameSeed() {
        assertThat(PLANS)
                .allSatisfy(plan -> assertThat(Planner.plan(plan.seed())).isEqualTo(plan));
    }

    @Test
    void takesEveryKindOfStepInBothSettings() {
        assertThat(kinds(Plan.Setting.WIRED))
                .containsExactlyInAnyOrder(
                        "Work",
                        "Fault",
                        "DieAt",
                        "Kill",
                        "TakeOver",
                        "EndDatabaseSessions",
                        "SignEverybodyOut",
                        "Restart",
                        "Pause",
                        "ClearFaults");
        // Processes are killed from outside.
        assertThat(kinds(Plan.Setting.PROCESSES))
                .doesNotContain("DieAt")
                .contains("Kill", "TakeOver", "EndDatabaseSessions", "Fault");
        assertThat(PLANS.stream().flatMap(plan -> plan.steps().stream()))
                .contains(new Step.Kill(Step.Victim.ALL_THREE));
    }

    private static Set<String> kinds(Plan.Setting setting) {
        var kinds = new HashSet<String>();
        PLANS.stream()
                .filter(plan -> plan.setting() == setting)
                .flatMap(plan -> plan.steps().stream())
                .forEach(step -> kinds.add(step.getClass().getSimpleName()));
        return kinds;
    }

    @Test
    void refersToOtherRowsByIdAndByExternalId() {
        var parents = changes()
                .flatMap(change -> switch (change) {
                    case Change.Insert insert -> insert.parent().stream();
                    case Change.Update update -> update.parent().stream();
                    case Change.Correct _, Change.Delete _, Change.Savepoint _, Change.RollBackToSavepoint _ ->
                        Stream.<Parent>empty();
                })
                .toList();

        assertThat(parents).extracting(Parent::way).contains(Parent.Way.values());
        assertThat(parents).extracting(Parent::lookup).containsAll(lookups());
        assertThat(parents)
                .allSatisfy(parent -> assertThat(parent.thing().table())
                        .isEqualTo(parent.lookup().parent()));
    }

    private static List<Table.Lookup> lookups() {
        return Stream.of(Table.values())
                .flatMap(table -> table.lookups().stream())
                .toList();
    }

    @Test
    void deletesNothingThatOthersReferTo() {
        for (var plan : PLANS) {
            var parents = new HashSet<Thing>();
            changes(plan).forEach(change -> {
                if (change instanceof Change.Insert insert) {
                    insert.parent().ifPresent(parent -> parents.add(parent.thing()));
                }
                if (change instanceof Change.Update update) {
                    update.parent().ifPresent(parent -> parents.add(parent.thing()));
                }
                if (change instanceof Change.Delete delete) {
                    assertThat(parents).as(plan.told()).doesNotContain(delete.thing());
                }
            });
        }
    }

    private static Stream<Change> changes() {
        return PLANS.stream().flatMap(PlannerTest::changes);
    }

    /// Sessions one after the other: what one of them has made, no other one deletes or refers to.
    private static Stream<Change> changes(Plan plan) {
        return plan.steps().stream()
                .flatMap(step -> step instanceof Step.Work work ? work.sessions().stream() : Stream.empty())
                .flatMap(script -> script.transactions().stream())
                .flatMap(transaction -> transaction.changes().stream());
    }
}
