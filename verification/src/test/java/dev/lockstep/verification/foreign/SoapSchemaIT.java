package dev.lockstep.verification.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/// Every answer that Salesforce's own client got, results and refusals, held against a real partner WSDL.
class SoapSchemaIT {
    @TempDir
    private static Path scratch;

    private static PartnerWsdl wsdl;

    private final List<Exchange> exchanges = PartnerVisit.ofEverything().exchanges();

    @BeforeAll
    static void readWsdl() throws Exception {
        wsdl = PartnerWsdl.load(scratch);
    }

    @Test
    void answersAsTheSchemaSays() {
        var soft = new SoftAssertions();
        for (Exchange exchange : exchanges) {
            soft.assertThatCode(() -> wsdl.validate(exchange.answer()))
                    .as(() -> exchange.operation() + " " + exchange.answer())
                    .doesNotThrowAnyException();
        }
        soft.assertAll();
    }

    @Test
    void answersEachCallWithItsOwnResponseOrAFault() throws Exception {
        for (Exchange exchange : exchanges) {
            assertThat(SoapMessage.parse(exchange.answer()).content())
                    .isEqualTo(exchange.isRefusal() ? "Fault" : exchange.operation() + "Response");
        }
    }

    @Test
    void refusesACallByFaultsThatTheWsdlNamesForIt() throws Exception {
        var soft = new SoftAssertions();
        for (Exchange exchange : exchanges) {
            if (exchange.isRefusal()) {
                soft.assertThat(SoapMessage.parse(exchange.answer()).fault())
                        .as(() -> exchange.operation() + " " + exchange.answer())
                        .get()
                        .isIn(wsdl.operations().get(exchange.operation()));
            }
        }
        soft.assertAll();
    }

    /// Whatever the WSDL has was called, with success and in vain, unless the org doesn't know it at all.
    @Test
    void coversEachCallThatTheOrgHas() throws Exception {
        try (var org = OrgsimServer.start(OrgsimSettings.defaults())) {
            for (String operation : wsdl.operations().keySet()) {
                String answer = call(org, "58.0", "<%s/>".formatted(operation)).body();
                if (!answer.contains("No operation available for request")) {
                    assertThat(outcomes().getOrDefault(operation, List.of()))
                            .as(operation)
                            .contains(false, true);
                }
            }
        }
        assertThat(new TreeSet<>(outcomes().keySet())).hasSize(20);
    }

    private Map<String, List<Boolean>> outcomes() {
        return exchanges.stream()
                .collect(Collectors.groupingBy(
                        Exchange::operation, Collectors.mapping(Exchange::isRefusal, Collectors.toList())));
    }

    /// What an unmodified client can't be brought to send.
    @ParameterizedTest
    @ValueSource(strings = {"<emptyRecycleBin/>", "<nothing/>", "<query/>", "<getUpdated/>", "a\uFFFEb", ""})
    void refusesAStrangersMessagesAsTheSchemaSays(String operation) throws Exception {
        try (var org = OrgsimServer.start(OrgsimSettings.defaults())) {
            for (String version : List.of("58.0", "30.0")) {
                HttpResponse<String> answer = call(org, version, operation);

                assertThat(answer.statusCode()).isEqualTo(500);
                wsdl.validate(answer.body());
            }
        }
    }

    @Test
    void isAwayAsTheSchemaSays() throws Exception {
        try (var org = OrgsimServer.start(OrgsimSettings.defaults())) {
            org.faults().add(FaultRuleText.parse("unavailable,api=soap"));

            HttpResponse<String> answer = call(org, "58.0", "<getServerTimestamp/>");

            assertThat(answer.statusCode()).isEqualTo(503);
            wsdl.validate(answer.body());
        }
    }

    private static HttpResponse<String> call(OrgsimServer org, String version, String operation) throws Exception {
        String message = """
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com">
              <e:Body>%s</e:Body>
            </e:Envelope>
            """.formatted(operation);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(org.url() + "/services/Soap/u/" + version))
                            .header("Content-Type", "text/xml; charset=UTF-8")
                            .header("SOAPAction", "\"\"")
                            .POST(BodyPublishers.ofString(message))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    /// Each change of a good answer that the schema doesn't allow is noticed: no check here passes whatever it is
    /// given.
    @Test
    void noticesWhatTheSchemaDoesNotAllow() {
        String user = answer("getUserInfo", 200);
        String fault = answer("getUserInfo", 500);
        Stream.of(
                        user.replace("userEmail>", "userMail>"),
                        user.replaceFirst(
                                "(<accessibilityMode>.*?</accessibilityMode>)(<chatterExternal>.*?</chatterExternal>)",
                                "$2$1"),
                        user.replaceFirst("<limitInfo>", "<limitInfo><more/>"),
                        user.replaceFirst("<userName>.*?</userName>", ""),
                        fault.replaceFirst("(<faultcode>.*?</faultcode>)(<faultstring>.*?</faultstring>)", "$2$1"),
                        fault.replace("INVALID_SESSION_ID", "NO_SUCH_CODE"),
                        fault.replaceFirst("<soapenv:Body>", "<soapenv:Body><extra/>"))
                .forEach(spoilt -> {
                    assertThat(spoilt).isNotEqualTo(user).isNotEqualTo(fault);
                    assertThatExceptionOfType(SAXException.class).as(spoilt).isThrownBy(() -> wsdl.validate(spoilt));
                });
    }

    private String answer(String operation, int status) {
        return exchanges.stream()
                .filter(exchange -> exchange.operation().equals(operation) && exchange.status() == status)
                .findFirst()
                .orElseThrow()
                .answer();
    }
}
