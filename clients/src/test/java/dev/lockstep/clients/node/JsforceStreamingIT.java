package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.ClientProgram;
import dev.lockstep.clients.Facts;
import dev.lockstep.clients.RestartableOrg;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.Occurrence;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Subscriptions of jsforce by the Streaming API.
class JsforceStreamingIT {
    private static final long SEED = 7;

    private static Facts seen = Facts.NONE;

    @TempDir
    private Path folder;

    @BeforeAll
    static void visit() {
        seen = new NodeScript("streaming").visitNewOrg();
    }

    @Test
    void hearsOfAPushTopicsRecords() {
        assertThat(types("/notifications")).containsExactly("created", "updated", "deleted", "undeleted");
        assertThat(seen.at("/notifications"))
                .allSatisfy(
                        event -> assertThat(event.at("/sobject/Id").asString()).isEqualTo(seen.text("/changedId")));
        assertThat(seen.text("/notifications/1/sobject/Name")).isEqualTo("Heard anew");
    }

    @Test
    void hearsOfEachChange() {
        assertThat(seen.at("/changes").valueStream())
                .extracting(event ->
                        event.at("/payload/ChangeEventHeader/changeType").asString())
                .containsExactly("CREATE", "UPDATE", "UPDATE", "DELETE", "UNDELETE");
        assertThat(seen.at("/changes"))
                .allSatisfy(event -> assertThat(event.at("/payload/ChangeEventHeader/recordIds/0")
                                .asString())
                        .isEqualTo(seen.text("/capturedId")));
    }

    private static List<String> types(String events) {
        return seen.at(events)
                .valueStream()
                .map(event -> event.at("/event/type").asString())
                .toList();
    }

    private static List<String> places(String events, int from, int to) {
        return seen.at(events)
                .valueStream()
                .map(event -> event.at("/event/replayId").asString())
                .toList()
                .subList(from, to);
    }

    @Test
    void replaysFromWhereItSays() {
        assertThat(seen.texts("/replayedAll")).isEqualTo(places("/notifications", 0, 4));
        assertThat(seen.texts("/replayedBehind")).isEqualTo(places("/notifications", 2, 4));
        assertThat(seen.texts("/changesReplayedBehind")).isEqualTo(places("/changes", 3, 5));
        assertThat(seen.text("/onlyNew/sobject/Name")).isEqualTo("New");
    }

    @ParameterizedTest
    @CsvSource({
        "replayUnknown, The replayId {123456789} you provided was invalid",
        "replayOfAnother, The replayId for channel {/topic/Accounts} wasn't found",
        "topicUnknown, The channel you requested to subscribe to doesn't exist {/topic/Nothing}",
        "changesUnknown, The channel you requested to subscribe to doesn't exist {/data/NothingChangeEvent}",
    })
    void seesWhyItIsRefused(String subscription, String message) {
        assertThat(seen.refusal(subscription).message()).contains(message);
    }

    @Test
    void learnsThatItIsNotSignedInAndGoesOnOnceItIs() {
        assertThat(seen.text("/stranger/error")).isEqualTo("403::Handshake denied");
        assertThat(seen.text("/stranger/ext/sfdc/failureReason")).isEqualTo("401::Authentication invalid");
        assertThat(seen.text("/ended/error")).isEqualTo("401::Authentication invalid");
        assertThat(seen.texts("/meanwhile/0/payload/ChangeEventHeader/recordIds"))
                .containsExactly(seen.text("/meanwhileId"));
    }

    @Test
    void hearsEachChangeOnceThoughItIsForgottenNowAndThen() {
        var often = new FaultRule(
                new Fault.ClientForgotten(),
                RequestPattern.of(Api.STREAMING, "connect"),
                new Occurrence.Share(0.4, SEED));
        Facts facts = new NodeScript("streaming-forgotten")
                .visitNewOrg(OrgsimSettings.defaults(), org -> withFault(org, often));

        assertThat(facts.texts("/heard")).isEqualTo(facts.texts("/made"));
    }

    private static Map<String, String> withFault(OrgsimServer org, FaultRule rule) {
        org.faults().add(rule);
        return Map.of();
    }

    @Test
    void livesThroughARestartOfTheOrg() throws Exception {
        try (var restartable = new RestartableOrg(folder)) {
            Facts facts =
                    new NodeScript("streaming-restart").visit(restartable.org(), Map.of("bell", restartable.bell()));
            ClientProgram.assertKnewAll(restartable.org());

            assertThat(facts.text("/refusal/advice/reconnect")).isEqualTo("none");
            assertThat(facts.at("/heard").valueStream())
                    .extracting(event ->
                            event.at("/payload/ChangeEventHeader/recordIds/0").asString())
                    .isEqualTo(facts.texts("/made"));
        }
    }
}
