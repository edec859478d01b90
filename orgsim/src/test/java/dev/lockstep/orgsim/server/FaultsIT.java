package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.org.QueryScope;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsIT {
    private static final RequestPattern CREATE = RequestPattern.of(Api.SOAP, "create", "Account");

    private TestOrg org;
    private String token;

    @BeforeEach
    void start() {
        org = TestOrg.start();
        token = org.token();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void losesTheAnswerAfterTheWorkIsDone() throws IOException {
        org.server().faults().add(FaultRule.once(new Fault.AnswerLost(), CREATE));

        try (var connection = new RawConnection(org)) {
            connection.post(RawSoap.message(token, RawSoap.createAccount("Lost answer")));
            assertThat(connection.readToTheEnd()).isEmpty();
        }

        assertThat(accounts("Lost answer")).isEqualTo(1);
        assertThat(org.server().requests().matching(CREATE)).isEqualTo(1);
    }

    @Test
    void receivesACreateOfAnUnmodifiedClientOnceWhenItsAnswerIsLost() throws ConnectionException {
        org.server().faults().add(FaultRule.once(new Fault.AnswerLost(), CREATE));
        PartnerConnection soap = org.soap(token);

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> soap.create(new SObject[] {account("Sent once")}));

        assertThat(org.server().requests().matching(CREATE)).isEqualTo(1);
        assertThat(accounts("Sent once")).isEqualTo(1);
        assertThat(soap.create(new SObject[] {account("Sent after")})[0].isSuccess())
                .isTrue();
    }

    @Test
    void cutsTheConnectionBeforeTheWork() throws IOException {
        org.server().faults().add(FaultRule.once(new Fault.CutBeforeWork(), CREATE));

        try (var connection = new RawConnection(org)) {
            connection.post(RawSoap.message(token, RawSoap.createAccount("Never made")));
            assertThat(connection.readToTheEnd()).isEmpty();
        }

        assertThat(accounts("Never made")).isZero();
        assertThat(org.server().requests().matching(CREATE)).isEqualTo(1);
    }

    @Test
    void saysThatItIsAwayInEachApisOwnForm() {
        for (Api api : Api.values()) {
            RequestPattern anyOfIt = new RequestPattern(Optional.of(api), Optional.empty(), Optional.empty());
            org.server().faults().add(FaultRule.once(new Fault.Unavailable(), anyOfIt));
        }

        HttpResponse<String> soap = RawSoap.call(org, "65.0", RawSoap.message(token, RawSoap.createAccount("Away")));
        HttpResponse<String> rest = org.get("/services/data/v65.0/limits", "Authorization", "Bearer " + token);
        HttpResponse<String> bulk = org.get("/services/data/v65.0/jobs/query", "Authorization", "Bearer " + token);
        HttpResponse<String> oauth = org.signIn("lockstep-demo", "lockstep-demo-secret");

        assertThat(soap.statusCode()).isEqualTo(503);
        assertThat(soap.body()).contains("<sf:exceptionCode>SERVER_UNAVAILABLE</sf:exceptionCode>");
        assertThat(rest.statusCode()).isEqualTo(503);
        assertThat(rest.body()).contains("\"errorCode\":\"SERVER_UNAVAILABLE\"");
        assertThat(bulk.statusCode()).isEqualTo(503);
        assertThat(bulk.body()).isEqualTo(rest.body());
        assertThat(oauth.statusCode()).isEqualTo(503);
        assertThat(accounts("Away")).isZero();
    }

    @Test
    void holdsAnAnswerAfterTheWorkIsDone() throws IOException {
        org.server().faults().add(FaultRule.once(new Fault.AnswerHeld(Duration.ofMillis(400)), CREATE));
        long before = System.nanoTime();

        try (var connection = new RawConnection(org)) {
            connection.post(RawSoap.message(token, RawSoap.createAccount("Held answer")));
            assertThat(connection.readUntil("</soapenv:Envelope>")).contains("<success>true</success>");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(accounts("Held answer")).isEqualTo(1);
    }

    @Test
    void cutsAnAnswerInItsMiddleAfterTheWorkIsDone() throws IOException {
        org.server().faults().add(FaultRule.once(new Fault.AnswerCut(OptionalLong.empty()), CREATE));

        try (var connection = new RawConnection(org)) {
            connection.post(RawSoap.message(token, RawSoap.createAccount("Half told")));
            String answer = new String(connection.readToTheEnd(), StandardCharsets.UTF_8);

            int length = Integer.parseInt(answer.replaceFirst("(?is).*\r\ncontent-length: (\\d+)\r\n.*", "$1"));
            assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                    .hasSize(length / 2)
                    .startsWith("<?xml");
        }

        assertThat(accounts("Half told")).isEqualTo(1);
    }

    @Test
    void doesNotCountARequestThatNeverCameWhole() throws IOException {
        try (var connection = new RawConnection(org)) {
            connection.head("/services/Soap/u/65.0", "Content-Length: 10000");
            connection.write("<half");
        }

        long posts = org.server().requests().posts();
        assertThat(accounts("half")).isZero();
        assertThat(org.server().requests().matching(RequestPattern.of(Api.SOAP, "unreadable")))
                .isZero();
        assertThat(org.server().requests().posts()).isEqualTo(posts);
    }

    @Test
    void takesItsRulesOverHttpToo() {
        HttpResponse<String> added = control(
                "POST", "/faults", "{\"fault\":\"unavailable\",\"api\":\"rest\",\"operation\":\"limits\",\"count\":1}");
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(added.body())
                .isEqualTo(
                        "[{\"number\":1,\"fault\":\"unavailable\",\"api\":\"rest\",\"operation\":\"limits\",\"count\":\"1\",\"struck\":0,\"spent\":false}]");

        assertThat(org.get("/services/data/v65.0/limits").statusCode()).isEqualTo(503);
        assertThat(org.get("/services/data/v65.0/limits").statusCode()).isEqualTo(401);
        assertThat(control("GET", "/faults", "").body()).contains("\"struck\":1,\"spent\":true");
        assertThat(control("DELETE", "/faults/1", "").statusCode()).isEqualTo(204);
        assertThat(control("DELETE", "/faults/1", "").statusCode()).isEqualTo(404);
        assertThat(control("DELETE", "/faults", "").statusCode()).isEqualTo(204);
        assertThat(control("GET", "/faults", "").body()).isEqualTo("[]");
    }

    @Test
    void refusesARuleThatIsNone() {
        HttpResponse<String> answer = control("POST", "/faults", "{\"fault\":\"explode\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("No fault is called");
        assertThat(control("GET", "/nothing", "").statusCode()).isEqualTo(404);
        assertThat(control("GET", "/no%2Fthing", "").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhatHasArrived() throws ConnectionException {
        org.soap(token).create(new SObject[] {account("Counted")});

        assertThat(control("GET", "/requests", "").body())
                .contains("\"posts\":2")
                .contains("{\"api\":\"oauth\",\"operation\":\"token\",\"objects\":[],\"count\":1}")
                .contains("{\"api\":\"soap\",\"operation\":\"create\",\"objects\":[\"Account\"],\"count\":1}");
    }

    @Test
    void signsEverybodyOut() {
        assertThat(control("DELETE", "/sessions", "").statusCode()).isEqualTo(204);

        assertThat(org.get("/services/data/v65.0/limits", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> control(String method, String path, String body) {
        return org.send(org.request("/orgsim" + path)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private long accounts(String name) {
        return org.server()
                .org()
                .query("SELECT COUNT() FROM Account WHERE Name = '" + name + "'", QueryScope.LIVE)
                .totalSize();
    }

    private static SObject account(String name) {
        var account = new SObject("Account");
        account.setSObjectField("Name", name);
        return account;
    }
}
