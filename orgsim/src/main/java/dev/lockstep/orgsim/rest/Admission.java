package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.RequestRefusal;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiUsage;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.ChangeOrigin;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Optional;
import java.util.function.Supplier;

/// What every request below `/services/data` goes through, whatever it asks for: its version and session are checked,
/// refusals become answers, and the used API requests are told.
public final class Admission {
    private static final int LONGEST_TARGET = 16_384;

    /// Where the version stands in `/services/data/vNN.0`.
    private static final int VERSION_SEGMENT = 2;

    private final SimulatedOrg org;
    private final Sessions sessions;
    private final ApiUsage usage;

    /// Answers a request that was let in; may throw [RestRefusal] and [OrgFault].
    public interface Work {
        Answer answer(ApiVersion version, OrgUser user);
    }

    public Admission(SimulatedOrg org, Sessions sessions, ApiUsage usage) {
        this.org = org;
        this.sessions = sessions;
        this.usage = usage;
    }

    /// Lets in who is signed in and asks by a version that is offered.
    public Answer admit(HttpCall call, Work work) {
        return admitAnybody(call, () -> {
            ApiVersion version = version(call.segments().get(VERSION_SEGMENT));
            OrgUser user = user(call);
            refuseTooManyRequests();
            var origin = ChangeOrigin.of(ChangeOrigin.Protocol.REST, version.toString(), call.client());
            return origin.during(() -> org.as(user, () -> work.answer(version, user)))
                    .with("Sforce-Limit-Info", "api-usage=%d/%d".formatted(usage.used(), usage.limit()));
        });
    }

    Answer admitAnybody(HttpCall call, Supplier<Answer> work) {
        try {
            refuseTooLong(call);
            return work.get();
        } catch (RestRefusal refusal) {
            return RestAnswers.error(refusal.status(), refusal.code(), refusal.text());
        } catch (OrgFault fault) {
            return RestAnswers.error(400, fault.code(), fault.text());
        }
    }

    @Assumed(reason = "The documents name status 414; the error code is believed.")
    private static void refuseTooLong(HttpCall call) {
        if (call.target().length() > LONGEST_TARGET) {
            throw new RestRefusal(414, "URI_TOO_LONG", "The URI is longer than 16,384 bytes");
        }
    }

    private void refuseTooManyRequests() {
        if (usage.isExceeded()) {
            var refusal = RequestRefusal.REQUEST_LIMIT;
            throw new RestRefusal(refusal.status(), refusal.code(), refusal.text());
        }
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=000381744")
    private static ApiVersion version(String segment) {
        Optional<ApiVersion> version =
                segment.startsWith("v") ? ApiVersion.parse(segment.substring(1)) : Optional.empty();
        ApiVersion asked = version.orElseThrow(RestRefusal::notFound);
        return switch (asked.standing()) {
            case OFFERED -> asked;
            case RETIRED -> throw new RestRefusal(410, "GONE", "The requested API version is retired: " + asked);
            case UNKNOWN -> throw RestRefusal.notFound();
        };
    }

    private OrgUser user(HttpCall call) {
        return call.accessToken()
                .flatMap(sessions::find)
                .orElseThrow(() -> new RestRefusal(401, "INVALID_SESSION_ID", "Session expired or invalid"))
                .user();
    }

    /// How everything below `/services/data` says that the org is away.
    @Assumed(reason = "The documents name the code and status 503; the words are believed.")
    public Answer unavailable() {
        return RestAnswers.error(503, "SERVER_UNAVAILABLE", "The server is temporarily unavailable.");
    }

    /// How everything below `/services/data` says that the simulator itself failed.
    public Answer broken() {
        return RestAnswers.error(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred.");
    }
}
