package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.oauth.AppOption;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.oauth.ConnectedClient.RunsAs;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Access tokens that a client can read, by a clock that stands still until it is moved.
class JwtAccessTokensIT {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final Duration LIFE = Duration.ofHours(2);
    private static final JsonMapper JSON = new JsonMapper();
    private static final ConnectedClient CLIENT = new ConnectedClient("jwt", "jwt-secret", RunsAs.INTEGRATION_USER)
            .redirectingTo(WebLogin.CALLBACK)
            .with(AppOption.JWT_ACCESS_TOKENS);

    private volatile Instant now = START;
    private TestOrg org;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults().withClock(() -> now).withClients(List.of(CLIENT)));
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void tellsWhoseTokenItIsAndHowLongItLives() {
        JsonNode claims = part(org.token(CLIENT), 1);

        assertThat(claims.get("iss").asString()).isEqualTo(org.server().url());
        assertThat(claims.get("aud").get(0).asString()).isEqualTo(org.server().url());
        assertThat(claims.get("sub").asString())
                .isEqualTo("uid:" + org.server().org().integrationUser().id());
        assertThat(claims.get("client_id").asString()).isEqualTo("jwt");
        assertThat(claims.get("scp").asString()).isEqualTo("id api");
        assertThat(claims.get("iat").asLong()).isEqualTo(START.getEpochSecond());
        assertThat(claims.get("exp").asLong()).isEqualTo(START.plus(LIFE).getEpochSecond());
    }

    @Test
    void signsItWithAKeyThatAnybodyCanFetch() throws GeneralSecurityException {
        String token = org.token(CLIENT);
        JsonNode key = BulkClient.json(org.get("/id/keys")).get("keys").get(0);

        assertThat(part(token, 0).get("alg").asString()).isEqualTo("RS256");
        assertThat(part(token, 0).get("kid")).isEqualTo(key.get("kid"));
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
        check.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(decoded(token.substring(token.lastIndexOf('.') + 1))))
                .isTrue();
    }

    @Test
    void opensRestAndBulkButNotSoap() {
        String token = org.token(CLIENT);

        assertThat(rest(token)).isEqualTo(200);
        assertThat(new BulkClient(org, token, "65.0").get("").statusCode()).isEqualTo(200);
        assertThat(org.get("/services/oauth2/userinfo", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(RawSoap.call(org, "65.0", RawSoap.message(token, "<getServerTimestamp/>"))
                        .body())
                .contains("<sf:exceptionCode>INVALID_SESSION_ID</sf:exceptionCode>");
        assertThat(RawSoap.call(org, "65.0", RawSoap.message(token, "<logout/>"))
                        .body())
                .contains("<sf:exceptionCode>INVALID_SESSION_ID</sf:exceptionCode>");
        assertThat(rest(token)).isEqualTo(200);
    }

    @Test
    void endsWhenItSaysWhateverItsUse() {
        String token = org.token(CLIENT);
        now = START.plus(LIFE);
        assertThat(rest(token)).isEqualTo(200);
        now = now.plusSeconds(1);

        assertThat(rest(token)).isEqualTo(401);
    }

    @Test
    void endsWhenItIsRevoked() {
        String token = org.token(CLIENT);

        assertThat(org.post("/services/oauth2/revoke", "token=" + token).statusCode())
                .isEqualTo(200);
        assertThat(rest(token)).isEqualTo(401);
    }

    @Test
    void isAnotherOneForEachSignIn() {
        assertThat(org.token(CLIENT)).isNotEqualTo(org.token(CLIENT));
    }

    @Test
    void comesWithOpaqueRefreshTokensThatBringTheNext() {
        var login = new WebLogin(org, CLIENT);
        JsonNode first = login.signIn();
        JsonNode second =
                WebLogin.token(login.refresh(first.get("refresh_token").asString()));

        assertThat(first.get("refresh_token").asString()).startsWith("5Aep861");
        assertThat(part(second.get("access_token").asString(), 1).get("scp").asString())
                .isEqualTo("refresh_token id api");
        assertThat(login.isOpen(second)).isTrue();
    }

    private int rest(String token) {
        return org.get("/services/data/v65.0/limits", "Authorization", "Bearer " + token)
                .statusCode();
    }

    private static JsonNode part(String token, int number) {
        return JSON.readTree(decoded(token.split("\\.", -1)[number]));
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, decoded(key.get(name).asString()));
    }

    private static byte[] decoded(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
