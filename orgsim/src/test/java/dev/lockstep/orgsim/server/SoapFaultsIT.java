package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused before a call is understood: Salesforce's own client can hardly be brought to send it.
class SoapFaultsIT {
    private static TestOrg org;

    @BeforeAll
    static void start() {
        org = TestOrg.start();
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30.0", "68.0", "latest", "65.0x"})
    void refusesVersionsThatItDoesNotHave(String version) {
        HttpResponse<String> answer = RawSoap.call(org, version, RawSoap.message(org.token(), "<getUserInfo/>"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("<faultcode>sf:UNSUPPORTED_API_VERSION</faultcode>")
                .contains("<sf:UnexpectedErrorFault xsi:type=\"sf:UnexpectedErrorFault\">")
                .contains("<sf:exceptionCode>UNSUPPORTED_API_VERSION</sf:exceptionCode>");
    }

    @Test
    void refusesAMessageThatIsNoXml() {
        String broken = RawSoap.message(org.token(), RawSoap.createAccount("a\uFFFEb"));

        HttpResponse<String> answer = RawSoap.call(org, "65.0", broken);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("<faultcode>soapenv:Client</faultcode>");
    }

    @Test
    void refusesACallThatItDoesNotHave() {
        HttpResponse<String> answer = RawSoap.call(org, "65.0", RawSoap.message(org.token(), "<convertLead/>"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("No operation available for request {urn:partner.soap.sforce.com}convertLead");
    }
}
