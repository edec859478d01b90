package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.oauth.Session;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.ChangeOrigin;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SaveOptions;
import java.util.Optional;

/// One operation that is being carried out.
record SoapCall(HttpCall http, ApiVersion version, Envelope envelope, Sessions sessions) {
    /// The operation's element, whose children are its arguments.
    Element operation() {
        return envelope.operation();
    }

    /// Who calls.
    ///
    /// @throws SoapFault when the session isn't open
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_sessionheader.htm")
    @Assumed(reason = "A JWT, which the documents keep to REST, is refused as a session that isn't there")
    Session session() {
        return envelope.header("SessionHeader", "sessionId")
                .flatMap(sessions::find)
                .filter(session -> !session.isSelfContained())
                .orElseThrow(() -> SoapFault.unexpected(
                        "INVALID_SESSION_ID",
                        "Invalid Session ID found in SessionHeader: Illegal Session. Session not found, missing session"
                                + " key."));
    }

    OrgUser user() {
        return session().user();
    }

    /// Where the changes of the call come from.
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_calloptions.htm")
    ChangeOrigin origin() {
        return ChangeOrigin.of(
                ChangeOrigin.Protocol.SOAP,
                version.toString(),
                envelope.header("CallOptions", "client").filter(client -> !client.isBlank()));
    }

    Optional<Integer> batchSize() {
        return envelope.header("QueryOptions", "batchSize")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_allornoneheader.htm")
    SaveOptions saveOptions() {
        return envelope.header("AllOrNoneHeader", "allOrNone")
                        .filter(SoapCall::isTrue)
                        .isPresent()
                ? SaveOptions.ALL_OR_NONE
                : SaveOptions.PARTIAL;
    }

    /// An argument that must be there; its text without blanks around it.
    @Assumed(reason = "A call without an argument that the WSDL demands is refused in some such words.")
    String argument(String name) {
        return operation()
                .textOf(name)
                .orElseThrow(() -> SoapFault.unexpected(
                        "INVALID_OPERATION",
                        "The call %s needs the argument %s."
                                .formatted(operation().name(), name)));
    }

    private static boolean isTrue(String text) {
        return text.equals("true") || text.equals("1");
    }
}
