package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.oauth.Session;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.Assignment;
import dev.lockstep.orgsim.org.ChangeOrigin;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SaveConditions;
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

    /// What the headers say of all that the call saves.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_assignmentruleheader.htm")
    SaveConditions saveConditions() {
        SaveConditions assigning = envelope.header("AssignmentRuleHeader", "assignmentRuleId")
                .<Assignment>map(Assignment.ById::new)
                .or(() -> envelope.header("AssignmentRuleHeader", "useDefaultRule")
                        .filter(SoapCall::isTrue)
                        .map(_ -> new Assignment.Active()))
                .map(SaveConditions.current()::assigning)
                .orElseGet(SaveConditions::current);
        return envelope.header("DuplicateRuleHeader", "allowSave")
                        .filter(SoapCall::isTrue)
                        .isPresent()
                ? assigning.allowingDuplicates()
                : assigning;
    }

    /// Who calls, if anybody is signed in.
    Optional<OrgUser> caller() {
        return envelope.header("SessionHeader", "sessionId")
                .flatMap(sessions::find)
                .map(Session::user);
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

    /// Whether text that is too long is cut instead of refused.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_allowfieldtruncation.htm")
    boolean allowsTruncation() {
        return envelope.header("AllowFieldTruncationHeader", "allowFieldTruncation")
                .filter(SoapCall::isTrue)
                .isPresent();
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
