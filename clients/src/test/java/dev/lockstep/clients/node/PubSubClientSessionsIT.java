package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.ClientProgram;
import dev.lockstep.clients.Facts;
import dev.lockstep.clients.PubSubOrg;
import dev.lockstep.clients.RestartableOrg;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the client of the Pub/Sub API from npm does when its session, its stream, the org or it itself comes to an end.
/// By itself it does nothing but say so; it is for its user to sign in and to subscribe anew.
class PubSubClientSessionsIT {
    private static final String STRANGER = "sfdc.platform.eventbus.grpc.service.auth.error";

    private static final PubSubOrg ORGS = PubSubOrg.make();

    @TempDir
    private Path folder;

    @Test
    void goesOnWhenItsSessionHasEnded() {
        try (var org = ORGS.start("session-ended,api=pubsub,operation=fetch")) {
            Facts seen = new NodeScript("pubsub-sessions").visit(org, Map.of());

            assertThat(seen.text("/asking/errorCode")).isEqualTo(STRANGER);
            assertThat(seen.texts("/heard")).hasSize(3).isEqualTo(seen.texts("/made"));

            assertThat(seen.text("/waiting/errorCode")).isEqualTo(STRANGER);
            assertThat(seen.text("/connectedAgain/errorCode")).isEqualTo(STRANGER);
            assertThat(seen.texts("/missed")).containsExactly(seen.text("/missedId"));
        }
    }

    @Test
    void hearsEachChangeOnceAndInOrderHoweverOftenItsStreamBreaks() {
        try (var org = ORGS.start("cut-before-work,api=pubsub,operation=fetch,probability=0.3,seed=20260304")) {
            Facts seen = new NodeScript("pubsub-broken").visit(org, Map.of());

            assertThat(seen.number("/breaks")).isPositive();
            assertThat(seen.texts("/heard")).isEqualTo(seen.texts("/made"));
        }
    }

    @Test
    void livesThroughARestartOfTheOrg() throws Exception {
        try (var restartable = new RestartableOrg(ORGS.settings(), folder)) {
            Facts seen = new NodeScript("pubsub-restart").visit(restartable.org(), Map.of("bell", restartable.bell()));
            ClientProgram.assertKnewAll(restartable.org());

            assertThat(seen.number("/broken/code")).isPositive();
            assertThat(seen.text("/withoutSession/errorCode")).isEqualTo(STRANGER);
            assertThat(seen.texts("/heard")).hasSize(3).isEqualTo(seen.texts("/made"));
        }
    }

    @Test
    void goesOnWhereItWasKilledThoughTheOrgWasRestarted() throws Exception {
        try (var restartable = new RestartableOrg(ORGS.settings(), folder)) {
            Facts killed = new NodeScript("pubsub-killed").visitUntilKilled(restartable.org());
            restartable.restart();
            Facts again = new NodeScript("pubsub-again")
                    .visit(restartable.org(), Map.of("replayId", killed.text("/replayId")));

            List<String> made = killed.texts("/made");
            assertThat(again.texts("/heard")).containsExactly(made.getLast(), again.text("/made"));
            assertThat(again.texts("/all"))
                    .startsWith(made.toArray(String[]::new))
                    .endsWith(again.text("/made"));
        }
    }
}
