package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.clients.KeyPairFile;
import dev.lockstep.clients.PubSubOrg;
import dev.lockstep.orgsim.events.CaptureSettings;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the client of the Pub/Sub API from npm signs in, and how it sees that it is refused.
///
/// It trusts the roots that it brings along and can't be given others, neither by an option of its own nor by the
/// variables of Node and gRPC, which don't count beside roots that are named: with a certificate that was made for
/// tests it has to be told to check none. A token that it didn't get by itself needs an address of the org by https
/// beside it, which it sends along and never asks.
class PubSubClientRefusalsIT {
    /// gRPC's codes.
    private static final int INVALID_ARGUMENT = 3;

    private static final int NOT_FOUND = 5;
    private static final int UNIMPLEMENTED = 12;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() throws Exception {
        KeyPairFile key = KeyPairFile.make();
        Map<String, String> given = Map.of("privateKey", key.keyPem());
        seen = new NodeScript("pubsub-refusals")
                .visitNewOrg(
                        PubSubOrg.make()
                                .settings()
                                .withCertificate(key.certificate())
                                .withCapture(CaptureSettings.defaults().keeping(2)),
                        _ -> given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"credentials", "password", "assertion", "supplied"})
    void hearsOfChangesHoweverItSignsIn(String way) {
        assertThat(seen.texts("/%s/told".formatted(way))).containsExactly(seen.text("/%s/id".formatted(way)));
    }

    @ParameterizedTest
    @CsvSource({
        "credentialsWrong, HTTP 400, invalid client credentials",
        "passwordWrong, INVALID_LOGIN, Invalid username",
        "assertionOfNobody, HTTP 400, invalid_grant",
        "suppliedWithoutTls, Instance URL, http://",
    })
    void seesWhyItIsNotLetIn(String way, String kind, String message) {
        assertThat(seen.refusal(way).message()).contains(kind, message);
    }

    private static void assertBroken(String call, int status, String code) {
        assertThat(seen.number("/%s/code".formatted(call))).isEqualTo(status);
        assertThat(seen.text("/%s/errorCode".formatted(call))).isEqualTo("sfdc.platform.eventbus.grpc." + code);
    }

    @Test
    void seesThatItsTokenIsNone() {
        assertBroken("tokenUnknown", UNAUTHENTICATED, "service.auth.error");
    }

    @Test
    void seesThatThereIsNoSuchTopic() {
        assertBroken("topicUnknown", NOT_FOUND, "topic.not.found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replayIdUnknown", "replayIdTooOld"})
    void seesThatItCannotReplayFromThere(String subscription) {
        assertBroken(subscription, INVALID_ARGUMENT, "subscription.fetch.replayid.corrupted");
    }

    @Test
    void takesNoCertificateThatNobodyVouchesForUnlessItIsToldTo() {
        assertThat(seen.number("/strictAboutCertificates/code")).isEqualTo(UNAVAILABLE);
        assertThat(seen.text("/strictAboutCertificates/message")).contains("self-signed certificate");
    }

    /// It reads topic and schema first, which it has no other use for.
    @Test
    void seesThatItCannotPublish() {
        assertThat(seen.number("/published/code")).isEqualTo(UNIMPLEMENTED);
    }
}
