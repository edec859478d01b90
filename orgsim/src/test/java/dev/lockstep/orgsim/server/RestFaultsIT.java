package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.org.QueryScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Writes over REST, counted and struck by faults.
class RestFaultsIT {
    private TestOrg org;
    private RestClient rest;

    @BeforeEach
    void start() {
        org = TestOrg.start();
        rest = RestClient.of(org, 65);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void doesTheWorkOfACreateWhoseAnswerIsLost() throws IOException {
        strike(new Fault.AnswerLost(), "create", "Account");

        assertThat(post("/sobjects/Account", "{\"Name\":\"Lost\",\"External_Id__c\":\"lost\"}"))
                .isEmpty();

        assertThat(received("create", "Account")).isEqualTo(1);
        assertThat(live("Account", "Name = 'Lost'")).isEqualTo(1);
        HttpResponse<String> again = rest.post("/sobjects/Account", "{\"Name\":\"Lost\",\"External_Id__c\":\"lost\"}");
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("\"errorCode\":\"DUPLICATE_VALUE\"");
    }

    @Test
    void doesTheWorkOfAnUpdateAndADeleteWhoseAnswersAreLost() {
        String id = rest.create("Account", "{\"Name\":\"Before\"}");
        strike(new Fault.AnswerLost(), "update", "Account");
        strike(new Fault.AnswerLost(), "delete", "Account");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> rest.patch("/sobjects/Account/" + id, "{\"Name\":\"After\"}"));
        assertThat(live("Account", "Name = 'After'")).isEqualTo(1);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> rest.delete("/sobjects/Account/" + id));
        assertThat(live("Account", "Name = 'After'")).isZero();

        assertThat(received("update", "Account")).isEqualTo(1);
        assertThat(received("delete", "Account")).isEqualTo(1);
    }

    @Test
    void doesTheWorkOfAnUpsertWhoseAnswerIsLost() {
        strike(new Fault.AnswerLost(), "upsert", "Account");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> rest.patch("/sobjects/Account/External_Id__c/lost", "{\"Name\":\"Once\"}"));
        HttpResponse<String> again = rest.patch("/sobjects/Account/External_Id__c/lost", "{\"Name\":\"Once\"}");

        assertThat(again.body()).contains("\"created\":false");
        assertThat(received("upsert", "Account")).isEqualTo(2);
        assertThat(live("Account", "Name = 'Once'")).isEqualTo(1);
    }

    @Test
    void doesTheWorkOfACollectionWhoseAnswerIsLost() throws IOException {
        strike(new Fault.AnswerLost(), "createCollection", "Contact");

        assertThat(post("/composite/sobjects", """
            {"records":[{"attributes":{"type":"Account"},"Name":"Lost"},
                        {"attributes":{"type":"Contact"},"LastName":"Lost"}]}\
            """)).isEmpty();

        assertThat(received("createCollection", "Account")).isEqualTo(1);
        assertThat(live("Account", "Name = 'Lost'")).isEqualTo(1);
        assertThat(live("Contact", "LastName = 'Lost'")).isEqualTo(1);
    }

    @Test
    void doesTheWorkOfABatchWhoseAnswerIsLost() throws IOException {
        strike(new Fault.AnswerLost(), "batch", "Contact");

        assertThat(post("/composite/batch", """
            {"batchRequests":[
              {"method":"POST","url":"v65.0/sobjects/Account","richInput":{"Name":"Lost"}},
              {"method":"POST","url":"v65.0/sobjects/Contact","richInput":{"LastName":"Lost"}}]}\
            """)).isEmpty();

        assertThat(received("batch", "Account")).isEqualTo(1);
        assertThat(received("create", "Account")).isZero();
        assertThat(live("Account", "Name = 'Lost'")).isEqualTo(1);
        assertThat(live("Contact", "LastName = 'Lost'")).isEqualTo(1);
    }

    @Test
    void doesTheWorkOfACompositeWhoseAnswerIsLost() throws IOException {
        strike(new Fault.AnswerLost(), "composite", "Contact");

        assertThat(post("/composite", """
            {"allOrNone":true,"compositeRequest":[
              {"method":"POST","url":"/services/data/v65.0/sobjects/Account","referenceId":"account",
               "body":{"Name":"Lost"}},
              {"method":"POST","url":"/services/data/v65.0/sobjects/Contact","referenceId":"contact",
               "body":{"LastName":"Lost","AccountId":"@{account.id}"}}]}\
            """)).isEmpty();

        assertThat(received("composite", "Account")).isEqualTo(1);
        assertThat(live("Contact", "LastName = 'Lost' AND Account.Name = 'Lost'"))
                .isEqualTo(1);
    }

    @Test
    void countsCollectionsByTheObjectsOfTheirIds() {
        String id = rest.create("Account", "{\"Name\":\"Counted\"}");
        rest.get("/composite/sobjects/Account?fields=Name&ids=" + id);
        rest.delete("/composite/sobjects?ids=" + id + ",003000000000001");

        assertThat(received("retrieveCollection", "Account")).isEqualTo(1);
        assertThat(received("deleteCollection", "Account")).isEqualTo(1);
        assertThat(received("deleteCollection", "Contact")).isEqualTo(1);
    }

    @Test
    void doesNothingWhereTheConnectionIsCutBeforeTheWork() throws IOException {
        strike(new Fault.CutBeforeWork(), "create", "Account");

        assertThat(post("/sobjects/Account", "{\"Name\":\"Never\"}")).isEmpty();

        assertThat(live("Account", "Name = 'Never'")).isZero();
    }

    @Test
    void saysThatItIsAwayWithoutDoingTheWork() {
        strike(new Fault.Unavailable(), "create", "Account");

        HttpResponse<String> away = rest.post("/sobjects/Account", "{\"Name\":\"Away\"}");

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("\"errorCode\":\"SERVER_UNAVAILABLE\"");
        assertThat(live("Account", "Name = 'Away'")).isZero();
    }

    @Test
    void countsByOperationAndObject() {
        String id = rest.create("Account", "{\"Name\":\"Counted\"}");
        rest.get("/sobjects/Account/" + id);
        rest.get("/sobjects/Account");
        rest.post("/sobjects/Account/" + id + "?_HttpMethod=PATCH", "{\"Name\":\"Again\"}");

        assertThat(received("create", "Account")).isEqualTo(1);
        assertThat(received("retrieve", "Account")).isEqualTo(1);
        assertThat(received("basicInfo", "Account")).isEqualTo(1);
        assertThat(received("update", "Account")).isEqualTo(1);
        assertThat(received("update", "Contact")).isZero();
    }

    private void strike(Fault fault, String operation, String object) {
        org.server().faults().add(FaultRule.once(fault, RequestPattern.of(Api.REST, operation, object)));
    }

    private long received(String operation, String object) {
        return org.server().requests().matching(RequestPattern.of(Api.REST, operation, object));
    }

    private long live(String object, String condition) {
        return org.server()
                .org()
                .query("SELECT COUNT() FROM %s WHERE %s".formatted(object, condition), QueryScope.LIVE)
                .totalSize();
    }

    /// A POST that nobody repeats, and all that came back.
    private byte[] post(String path, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (var connection = new RawConnection(org)) {
            connection.head(
                    rest.root() + path,
                    "Authorization: Bearer " + rest.token(),
                    "Content-Type: application/json",
                    "Content-Length: " + bytes.length);
            connection.write(bytes);
            return connection.readToTheEnd();
        }
    }
}
