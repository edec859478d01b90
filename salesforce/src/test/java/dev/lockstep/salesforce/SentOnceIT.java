package dev.lockstep.salesforce;

import static dev.lockstep.salesforce.Answers.SOAP_PATH;
import static dev.lockstep.salesforce.Answers.saved;
import static dev.lockstep.salesforce.Answers.soap;
import static dev.lockstep.salesforce.Answers.success;
import static dev.lockstep.salesforce.OrgFixture.createAccounts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.salesforce.RawServer.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The org receives a create once whatever becomes of the answer, and we know when we don't know what became of it.
@Timeout(60)
class SentOnceIT {
    private static final String ACCEPTED = saved("create", success("001000000000001AAA"));

    /// The danger that all this is built against. A JVM of its own, since the tests' one turns the repetition off.
    @Test
    void theLibrarysOwnTransportSendsACreateTwice() throws Exception {
        try (var server = new RawServer(request -> new Reply.Close())) {
            var output = run(List.of(), LibraryTransport.class, server.uri() + SOAP_PATH);

            assertThat(server.requests(SOAP_PATH)).as(output).hasSize(2);
        }
    }

    @Test
    void ourTransportSendsItOnceEvenInAJvmThatIsToldToRepeat() throws Exception {
        try (var server = new RawServer(request ->
                request.path().equals(Answers.TOKEN_PATH) ? Answers.token(request, "00D!token") : new Reply.Close())) {
            var output = run(
                    List.of("-Djdk.httpclient.enableAllMethodRetry=true"),
                    OwnTransport.class,
                    server.uri().toString());

            assertThat(output).contains("Unknown[");
            assertThat(server.requests(SOAP_PATH)).as(output).hasSize(1);
        }
    }

    private static String run(List<String> options, Class<?> program, String argument) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), argument));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void aCreateThatIsTakenAndNeverAnsweredArrivesOnceAndIsUnknown() throws IOException {
        try (var fixture = new OrgFixture(request -> new Reply.Close())) {
            var result = fixture.org.send(createAccounts("Acme"));

            assertThat(result).isInstanceOfSatisfying(SendResult.Unknown.class, unknown -> {
                assertThat(unknown.why().code()).isEqualTo(OrgFailure.NO_ANSWER);
                assertThat(unknown.why().concerns()).contains("create 1 records");
            });
            assertThat(fixture.server.requests(SOAP_PATH)).hasSize(1);
            assertThat(fixture.org.requests().of(CallReason.WRITE)).isEqualTo(1);
        }
    }

    @Test
    void soDoesOneOnAConnectionThatWasUsedBefore() throws IOException {
        var calls = new AtomicInteger();
        try (var fixture =
                new OrgFixture(request -> calls.incrementAndGet() <= 3 ? soap(ACCEPTED) : new Reply.Close())) {
            for (int i = 0; i < 3; i++) {
                assertThat(fixture.org.send(createAccounts("Acme"))).isInstanceOf(SendResult.Answered.class);
            }

            assertThat(fixture.org.send(createAccounts("Last"))).isInstanceOf(SendResult.Unknown.class);

            assertThat(fixture.server.requests(SOAP_PATH)).hasSize(4);
            assertThat(fixture.server.requests(SOAP_PATH).get(3).connection())
                    .as("the connection of the lost request is that of the one before")
                    .isEqualTo(fixture.server.requests(SOAP_PATH).get(2).connection());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200, 500})
    void anAnswerThatBreaksOffIsUnknown(int sent) throws IOException {
        try (var fixture = new OrgFixture(request -> new Reply.Cut(200, Answers.envelope(ACCEPTED), sent))) {
            assertThat(fixture.org.send(createAccounts("Acme"))).isInstanceOf(SendResult.Unknown.class);
            assertThat(fixture.server.requests(SOAP_PATH)).hasSize(1);
        }
    }

    @Test
    void anAnswerThatDoesntComeInTimeIsUnknown() throws IOException {
        try (var fixture = new OrgFixture(Duration.ofMillis(700), request -> new Reply.Silence())) {
            assertThat(fixture.org.send(createAccounts("Acme"))).isInstanceOf(SendResult.Unknown.class);
            assertThat(fixture.server.requests(SOAP_PATH)).hasSize(1);
        }
    }

    /// The JDK's own time-out ends with the headers and would wait for the rest for ever.
    @Test
    void anAnswerThatStopsHalfwayIsUnknownInTime() throws IOException {
        try (var fixture = new OrgFixture(
                Duration.ofMillis(700), request -> new Reply.Stall(200, Answers.envelope(ACCEPTED), 300))) {
            assertThat(fixture.org.send(createAccounts("Acme"))).isInstanceOf(SendResult.Unknown.class);
            assertThat(fixture.server.requests(SOAP_PATH)).hasSize(1);
        }
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileCarriesACallOnceOrNever() throws IOException {
        try (var fixture =
                new OrgFixture(request -> new Reply.Last(200, "text/xml;charset=UTF-8", Answers.envelope(ACCEPTED)))) {
            for (int call = 1; call <= 20; call++) {
                var before = fixture.server.requests(SOAP_PATH).size();

                var result = fixture.org.send(createAccounts("Acme"));

                assertThat(fixture.server.requests(SOAP_PATH).size() - before)
                        .as("call %d: %s", call, result)
                        .isLessThanOrEqualTo(1)
                        .isGreaterThanOrEqualTo(result instanceof SendResult.Answered ? 1 : 0);
                assertThat(result).isNotInstanceOf(SendResult.NotProcessed.class);
            }
        }
    }

    @Test
    void anOrgThatCantBeReachedHasProcessedNothing() throws IOException {
        var fixture = new OrgFixture(request -> soap(ACCEPTED));
        fixture.server.close();

        assertThat(fixture.org.send(createAccounts("Acme"))).isInstanceOf(SendResult.NotProcessed.class);
        fixture.org.close();
    }

    @Test
    void aCallThatIsUnderWayWhenTheOrgIsClosedIsUnknown() throws Exception {
        var arrived = new CountDownLatch(1);
        try (var fixture = new OrgFixture(request -> {
            arrived.countDown();
            return new Reply.Silence();
        })) {
            var results = new LinkedBlockingQueue<SendResult>();
            Thread.ofVirtual().start(() -> results.add(fixture.org.send(createAccounts("Acme"))));
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            fixture.org.close();

            assertThat(results.poll(10, TimeUnit.SECONDS)).isInstanceOf(SendResult.Unknown.class);
            assertThat(fixture.org.send(createAccounts("Late"))).isInstanceOf(SendResult.NotProcessed.class);
        }
    }

    @Test
    void anInterruptedCallIsUnknownAndTheThreadStaysInterrupted() throws Exception {
        var arrived = new CountDownLatch(1);
        try (var fixture = new OrgFixture(request -> {
            arrived.countDown();
            return new Reply.Silence();
        })) {
            var results = new LinkedBlockingQueue<SendResult>();
            var stillInterrupted = new LinkedBlockingQueue<Boolean>();
            var sender = Thread.ofPlatform().start(() -> {
                results.add(fixture.org.send(createAccounts("Acme")));
                stillInterrupted.add(Thread.currentThread().isInterrupted());
            });
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            sender.interrupt();

            assertThat(results.poll(20, TimeUnit.SECONDS)).isInstanceOf(SendResult.Unknown.class);
            assertThat(stillInterrupted.poll(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
