package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.RequestRefusal;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiUsage;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.oauth.Session;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.Optional;

/// What every request below `/services/async` goes through, whatever it asks for: its version and session are checked,
/// and refusals become answers.
final class AsyncAdmission {
    /// Where the version stands in `/services/async/NN.0`.
    private static final int VERSION_SEGMENT = 2;

    private static final String SESSION = "X-SFDC-Session";

    private final SimulatedOrg org;
    private final Sessions sessions;
    private final ApiUsage usage;
    private final int batchesADay;

    /// Answers a request that was let in; may throw [AsyncRefusal].
    interface Work {
        Answer answer(ApiVersion version, OrgUser user);
    }

    /// @param batchesADay 0 where the org doesn't have this API
    AsyncAdmission(SimulatedOrg org, Sessions sessions, ApiUsage usage, int batchesADay) {
        this.org = org;
        this.sessions = sessions;
        this.usage = usage;
        this.batchesADay = batchesADay;
    }

    Answer admit(HttpCall call, Form form, Work work) {
        try {
            ApiVersion version = version(call.segments());
            OrgUser user = user(call);
            requireOffered();
            if (usage.isExceeded()) {
                return refused(RequestRefusal.REQUEST_LIMIT, form);
            }
            return org.as(user, () -> work.answer(version, user));
        } catch (AsyncRefusal refusal) {
            return error(refusal, form);
        }
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=000381744")
    @Assumed(reason = "The code is one that the client of the API's makers knows; status and words are ours")
    private static ApiVersion version(List<String> segments) {
        return ApiVersion.parse(segments.size() > VERSION_SEGMENT ? segments.get(VERSION_SEGMENT) : "")
                .filter(asked -> asked.standing() == ApiVersion.Standing.OFFERED)
                .orElseThrow(() -> ExceptionCode.INVALID_VERSION.refusal("Api version specified on URL is invalid"));
    }

    static Optional<String> token(HttpCall call) {
        return call.header(SESSION)
                .map(value -> value.replaceFirst("(?i)^(bearer|oauth)\\s+", "").strip());
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_code_set_session_header.htm")
    @Assumed(
            reason = "The words are in reports about several clients. A word before the token, which some clients write"
                    + " out of habit, does no harm. A JWT, which the documents keep to REST, is refused")
    private OrgUser user(HttpCall call) {
        return token(call)
                .flatMap(sessions::find)
                .filter(session -> !session.isSelfContained())
                .map(Session::user)
                .orElseThrow(() -> ExceptionCode.INVALID_SESSION_ID.refusal("Invalid session id"));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_errors.htm")
    @Assumed(reason = "The code is documented, the words are ours")
    private void requireOffered() {
        if (batchesADay == 0) {
            throw ExceptionCode.FEATURE_NOT_ENABLED.refusal("Async API not enabled");
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_errors.htm")
    private static Answer error(AsyncRefusal refusal, Form form) {
        return new AsyncInfo.Builder("error")
                .text("exceptionCode", refusal.code().text())
                .text("exceptionMessage", refusal.text())
                .build()
                .answer(refusal.status(), form);
    }

    @Assumed(reason = "What every API refuses is an exceeded quota here; the words are those of the other APIs")
    static Answer refused(RequestRefusal refusal, Form form) {
        return error(ExceptionCode.EXCEEDED_QUOTA.refusal(refusal.text()), form);
    }

    @Assumed(reason = "An org that is away answers with status 503; what it says then is ours")
    static Answer unavailable() {
        return error(
                new AsyncRefusal(503, ExceptionCode.INTERNAL_SERVER_ERROR, "The server is temporarily unavailable."),
                Form.XML);
    }

    @Assumed(reason = "Code and words are ours")
    static Answer broken() {
        return error(
                new AsyncRefusal(500, ExceptionCode.INTERNAL_SERVER_ERROR, "An unexpected error occurred."), Form.XML);
    }
}
