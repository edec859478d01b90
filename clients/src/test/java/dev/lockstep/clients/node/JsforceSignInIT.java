package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.clients.UserAtLogin;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How jsforce signs in, out and in again.
class JsforceSignInIT {
    private static final String USER = "integration@lockstep.example";

    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new NodeScript("sign-in")
                .visitNewOrg(OrgsimSettings.defaults(), org -> Map.of("code", UserAtLogin.code(org)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soap", "password", "credentials", "code"})
    void learnsWhoIsSignedIn(String way) {
        String user = seen.text("/%s/id".formatted(way));
        String organization = seen.text("/%s/organizationId".formatted(way));

        assertThat(user).startsWith("005");
        assertThat(organization).startsWith("00D");
        assertThat(seen.text("/%s/url".formatted(way))).endsWith("/id/%s/%s".formatted(organization, user));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soapIdentity", "passwordIdentity", "tokenIdentity"})
    void readsTheIdentity(String identity) {
        assertThat(seen.text("/%s/username".formatted(identity))).isEqualTo(USER);
        assertThat(seen.text("/%s/id".formatted(identity))).isEqualTo(seen.text("/credentials/url"));
    }

    @Test
    void goesWhereTheLoginSaysThatTheOrgIs() {
        assertThat(seen.text("/soapInstance"))
                .isEqualTo(seen.text("/credentials/url").replaceFirst("/id/.*", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "soapLoggedOut | INVALID_SESSION_ID | Session expired or invalid",
                "soapWrongPassword | Error | INVALID_LOGIN: Invalid username, password, security token; or user locked"
                        + " out.",
                "passwordWrong | invalid_grant | authentication failure",
                "credentialsWrong | invalid_client | invalid client credentials",
                "grantUnknown | unsupported_grant_type | grant type not supported",
                "codeUnknown | invalid_grant | invalid authorization code",
                "refreshTokenUnknown | invalid_grant | expired access/refresh token",
                "revoked | INVALID_SESSION_ID | Session expired or invalid",
                "revokedIdentity | ERROR_HTTP_403 | Bad_OAuth_Token",
                "codeTwice | invalid_grant | expired authorization code",
                "revokedAgain | invalid_token | invalid token",
            })
    void seesWhyItIsRefused(String call, String code, String message) {
        assertThat(seen.refusal(call)).isEqualTo(new Facts.Refusal(code, message));
    }

    @Test
    void isToldThatLoginIsGone() {
        assertThat(seen.refusal("soapFrom65").message()).startsWith("INVALID_OPERATION: The SOAP Login operation");
    }

    @Test
    void renewsASessionThatHasEndedAndAsksAgain() {
        assertThat(seen.at("/renewedOnce").asBoolean()).isTrue();
        assertThat(seen.number("/renewedQuery/totalSize")).isEqualTo(1);
    }

    @Test
    void renewsASessionByItsRefreshToken() {
        assertThat(seen.at("/refreshedAnother").asBoolean()).isTrue();
        assertThat(seen.number("/refreshedQuery/totalSize")).isEqualTo(1);
    }

    @Test
    void renewsASessionByThePasswordThatItRemembers() {
        assertThat(seen.at("/rememberedAnother").asBoolean()).isTrue();
        assertThat(seen.number("/rememberedQuery/totalSize")).isEqualTo(1);
    }
}
