package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthIT {
    private static TestOrg org;

    @BeforeAll
    static void start() {
        org = TestOrg.start();
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @Test
    void handsOutATokenForTheCredentialsInTheForm() {
        HttpResponse<String> answer = org.signIn("lockstep-demo", "lockstep-demo-secret");

        String organization = org.server().org().organizationId();
        String user = org.server().org().integrationUser().id();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"access_token\":\"" + organization.substring(0, 15) + "!")
                .contains("\"instance_url\":\"" + org.server().url() + "\"")
                .contains("\"id\":\"%s/id/%s/%s\"".formatted(org.server().url(), organization, user))
                .contains("\"token_type\":\"Bearer\"")
                .contains("\"signature\":")
                .containsPattern("\"issued_at\":\"\\d{13}\"");
    }

    @Test
    void handsOutATokenForTheCredentialsInTheHeader() {
        String basic = Base64.getEncoder()
                .encodeToString("lockstep-demo-user:lockstep-demo-user-secret".getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> answer =
                org.post("/services/oauth2/token", "grant_type=client_credentials", "Authorization", "Basic " + basic);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(org.server().org().adminUser().id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grant_type=client_credentials&client_id=nobody&client_secret=x | invalid_client_id | client"
                        + " identifier invalid",
                "grant_type=client_credentials | invalid_client_id | client identifier invalid",
                "grant_type=client_credentials&client_id=lockstep-demo&client_secret=x | invalid_client | invalid"
                        + " client credentials",
                "grant_type=client_credentials&client_id=lockstep-demo | invalid_client | invalid client credentials",
                "grant_type=password&username=a&password=b | invalid_client_id | client identifier invalid",
                "grant_type=password&client_id=lockstep-demo&username=admin@lockstep.example"
                        + "&password=lockstep-demo-user-secret | invalid_client | invalid client credentials",
                "grant_type=password&client_id=lockstep-demo&client_secret=lockstep-demo-secret"
                        + "&username=admin@lockstep.example&password=x | invalid_grant | authentication failure",
                "grant_type=password&client_id=lockstep-demo&client_secret=lockstep-demo-secret&username=nobody&password=lockstep-demo-user-secret"
                    + " | invalid_grant | authentication failure",
                "grant_type=password&client_id=lockstep-demo&client_secret=lockstep-demo-secret | invalid_grant"
                        + " | authentication failure",
                "grant_type=implicit | unsupported_grant_type | grant type not supported",
                "client_id=lockstep-demo | unsupported_grant_type | grant type not supported"
            })
    void refusesWhatIsNotRight(String form, String error, String description) {
        HttpResponse<String> answer = org.post("/services/oauth2/token", form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description));
    }

    @Test
    void signsInAUserByPassword() {
        HttpResponse<String> answer = org.post(
                "/services/oauth2/token",
                "grant_type=password&client_id=lockstep-demo&client_secret=lockstep-demo-secret"
                        + "&username=Admin@lockstep.example&password=lockstep-demo-user-secret");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body())
                .contains(org.server().org().adminUser().id())
                .contains("\"signature\":")
                .doesNotContain("refresh_token");
    }

    @Test
    void takesSignInsByPostAlone() {
        HttpResponse<String> answer = org.get("/services/oauth2/token?grant_type=client_credentials");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"invalid_request\",\"error_description\":\"must use HTTP POST\"}");
    }

    @Test
    void tellsWhoIsSignedIn() {
        String token = org.token();

        HttpResponse<String> answer = org.get("/services/oauth2/userinfo", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"user_id\":\"" + org.server().org().integrationUser().id())
                .contains("\"organization_id\":\"" + org.server().org().organizationId())
                .contains("/services/Soap/u/{version}/");
    }

    @Test
    void tellsWhoIsSignedInWhereTheTokenAnswerPoints() {
        String identity = "/id/%s/%s"
                .formatted(
                        org.server().org().organizationId(),
                        org.server().org().adminUser().id());

        HttpResponse<String> answer = org.get(identity, "Authorization", "Bearer " + org.token());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"username\":\"" + org.server().org().adminUser().username());
        assertThat(org.get(identity).statusCode()).isEqualTo(403);
        assertThat(org.get("/id/00D000000000000/005000000000000", "Authorization", "Bearer " + org.token())
                        .body())
                .isEqualTo("Wrong_Org");
    }

    @Test
    void savesInTheNameOfTheClientsUser() {
        RawSoap.call(
                org, "65.0", RawSoap.message(org.token(OrgsimSettings.PERSON), RawSoap.createAccount("By a person")));

        assertThat(org.query("SELECT CreatedById FROM Account WHERE Name = 'By a person'")
                        .body())
                .contains(org.server().org().adminUser().id());
    }

    @Test
    void endsARevokedToken() {
        String token = org.token();

        assertThat(org.post("/services/oauth2/revoke", "token=" + TestOrg.encoded(token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(org.get("/services/oauth2/userinfo", "Authorization", "Bearer " + token)
                        .body())
                .isEqualTo("Bad_OAuth_Token");
        assertThat(org.post("/services/oauth2/revoke", "token=" + TestOrg.encoded(token))
                        .statusCode())
                .isEqualTo(400);
    }
}
