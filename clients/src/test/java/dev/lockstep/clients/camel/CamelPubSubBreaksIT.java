package dev.lockstep.clients.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.ClientProgram;
import dev.lockstep.clients.Facts;
import dev.lockstep.clients.PubSubOrg;
import dev.lockstep.clients.RestartableOrg;
import dev.lockstep.orgsim.faults.FaultPlan;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How subscriptions of Camel by the Pub/Sub API go on when their session, their stream, the org or Camel itself comes
/// to an end.
class CamelPubSubBreaksIT {
    private static final PubSubOrg ORGS = PubSubOrg.make();

    @TempDir
    private Path folder;

    @Test
    void hearsEachChangeOnceAndInOrderThoughItsStreamBreaksAndItsSessionEnds() {
        try (var org = ORGS.start(
                "session-ended,api=pubsub,operation=fetch",
                "cut-before-work,api=pubsub,operation=fetch,probability=0.3,seed=20260304")) {
            Facts seen = new CamelVisit(Visit.PUBSUB_BROKEN)
                    .trusting(ORGS.certificate())
                    .to(org, Map.of());

            assertThat(seen.texts("/heard"))
                    .hasSize(20)
                    .isEqualTo(seen.texts("/made").subList(0, 20));
            assertThat(seen.text("/lastHeard")).isEqualTo(seen.texts("/made").getLast());
            assertThat(seen.at("/signedInAgain").asBoolean()).isTrue();
            assertThat(org.faults().rules())
                    .extracting(FaultPlan.RuleState::struck)
                    .allMatch(struck -> struck > 0);
        }
    }

    @Test
    void goesOnWhereItWasKilledAndThroughRestartsOfTheOrg() throws Exception {
        try (var restartable = new RestartableOrg(ORGS.settings(), folder)) {
            Facts killed = new CamelVisit(Visit.PUBSUB_KILLED)
                    .trusting(ORGS.certificate())
                    .untilKilled(restartable.org());
            restartable.restart();
            Facts again = new CamelVisit(Visit.PUBSUB_AGAIN)
                    .trusting(ORGS.certificate())
                    .to(restartable.org(), Map.of("replayId", killed.text("/replayId"), "bell", restartable.bell()));
            ClientProgram.assertKnewAll(restartable.org());

            assertThat(again.text("/missed")).isEqualTo(killed.texts("/made").getLast());
            assertThat(again.texts("/heard")).hasSize(3).isEqualTo(again.texts("/made"));
        }
    }
}
