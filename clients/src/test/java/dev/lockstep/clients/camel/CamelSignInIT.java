package dev.lockstep.clients.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.clients.KeyPairFile;
import dev.lockstep.clients.UserAtLogin;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each way in which Camel signs in.
class CamelSignInIT {
    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() throws Exception {
        KeyPairFile key = KeyPairFile.make();
        var settings = OrgsimSettings.defaults().withCertificate(key.certificate());
        try (var org = OrgsimServer.start(settings)) {
            seen = new CamelVisit(Visit.SIGN_IN)
                    .to(
                            org,
                            Map.of(
                                    "keyStore",
                                    key.path().toAbsolutePath().toString(),
                                    "keyStorePassword",
                                    KeyPairFile.PASSWORD,
                                    "refreshToken",
                                    UserAtLogin.refreshToken(org)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"credentials", "password", "jwt", "refreshToken", "afterTheEnd"})
    void isLetIn(String way) {
        assertThat(seen.number("/%s/dailyApiRequests/remaining".formatted(way))).isPositive();
    }

    @Test
    void renewsASessionThatHasEnded() {
        assertThat(seen.at("/signedInAgain").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "credentialsWrong, invalid client credentials",
        "passwordWrong, authentication failure",
        "jwtUnknownUser, user hasn't approved this consumer",
        "refreshTokenUnknown, expired access/refresh token",
    })
    void seesWhyItIsRefused(String way, String message) {
        assertThat(seen.isRefused(way)).isTrue();
        assertThat(seen.text("/%s/message".formatted(way))).contains(message);
    }
}
