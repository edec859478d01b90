package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sforce.soap.partner.Connector;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.fault.InvalidFieldFault;
import com.sforce.soap.partner.fault.InvalidIdFault;
import com.sforce.soap.partner.fault.InvalidQueryLocatorFault;
import com.sforce.soap.partner.fault.InvalidSObjectFault;
import com.sforce.soap.partner.fault.LoginFault;
import com.sforce.soap.partner.fault.MalformedQueryFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls that are refused as a whole.
class SoapFaultsIT {
    private static TestOrg org;

    private PartnerConnection soap;

    @BeforeAll
    static void start() {
        org = TestOrg.start();
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @BeforeEach
    void connect() {
        soap = org.soap();
    }

    @Test
    void refusesATokenThatIsNotOpen() {
        assertFault(
                UnexpectedErrorFault.class,
                "INVALID_SESSION_ID",
                () -> org.soap("00D!nothing").getUserInfo());
    }

    @Test
    void endsASessionOnLogout() throws ConnectionException {
        soap.logout();

        assertFault(UnexpectedErrorFault.class, "INVALID_SESSION_ID", soap::getUserInfo);
    }

    @Test
    void refusesQueriesThatItCannotRead() {
        assertFault(MalformedQueryFault.class, "MALFORMED_QUERY", () -> soap.query("SELECT FROM"));
        assertFault(InvalidFieldFault.class, "INVALID_FIELD", () -> soap.query("SELECT Nothing__c FROM Account"));
        assertFault(InvalidSObjectFault.class, "INVALID_TYPE", () -> soap.query("SELECT Id FROM Nothing__c"));
        assertFault(InvalidSObjectFault.class, "INVALID_TYPE", () -> soap.describeSObject("Nothing__c"));
        assertFault(
                InvalidQueryLocatorFault.class,
                "INVALID_QUERY_LOCATOR",
                () -> soap.queryMore("0r8000000000000AAA-200"));
        assertFault(
                InvalidIdFault.class, "MALFORMED_ID", () -> soap.retrieve("Id", "Account", new String[] {"nonsense"}));
    }

    @Test
    void refusesCallsThatAreTooLarge() {
        SObject[] records =
                IntStream.range(0, 201).mapToObj(_ -> new SObject("Account")).toArray(SObject[]::new);
        String[] ids =
                IntStream.range(0, 2_001).mapToObj(_ -> "001000000000001").toArray(String[]::new);
        String[] names = IntStream.range(0, 101).mapToObj(_ -> "Account").toArray(String[]::new);

        assertFault(UnexpectedErrorFault.class, "EXCEEDED_ID_LIMIT", () -> soap.create(records));
        assertFault(UnexpectedErrorFault.class, "EXCEEDED_ID_LIMIT", () -> soap.retrieve("Id", "Account", ids));
        assertFault(UnexpectedErrorFault.class, "EXCEEDED_ID_LIMIT", () -> soap.describeSObjects(names));
    }

    @Test
    void signsInByPasswordBeforeVersion65Only() throws ConnectionException {
        String username = org.server().org().integrationUser().username();
        ConnectorConfig old = loginSettings("64.0", username, "lockstep-demo-secret");

        PartnerConnection signedIn = Connector.newConnection(old);

        assertThat(signedIn.getUserInfo().getUserName()).isEqualTo(username);
        assertThat(old.getServiceEndpoint())
                .isEqualTo("%s/services/Soap/u/64.0/%s"
                        .formatted(
                                org.server().url(),
                                org.server().org().organizationId().substring(0, 15)));
        assertFault(
                UnexpectedErrorFault.class,
                "INVALID_OPERATION",
                () -> Connector.newConnection(loginSettings("65.0", username, "lockstep-demo-secret")));
        assertFault(
                LoginFault.class,
                "INVALID_LOGIN",
                () -> Connector.newConnection(loginSettings("64.0", username, "wrong")));
    }

    private static ConnectorConfig loginSettings(String version, String username, String password) {
        var settings = new ConnectorConfig();
        settings.setAuthEndpoint(org.server().url() + "/services/Soap/u/" + version);
        settings.setUsername(username);
        settings.setPassword(password);
        return settings;
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
        HttpResponse<String> answer = RawSoap.call(org, "65.0", RawSoap.message(org.token(), "<emptyRecycleBin/>"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("No operation available for request {urn:partner.soap.sforce.com}emptyRecycleBin");
    }

    private static void assertFault(Class<? extends ApiFault> kind, String code, ThrowingCallable call) {
        assertThatExceptionOfType(kind).isThrownBy(call).satisfies(fault -> {
            assertThat(fault.getExceptionCode().name()).isEqualTo(code);
            assertThat(fault.getExceptionMessage()).isNotBlank();
        });
    }
}
