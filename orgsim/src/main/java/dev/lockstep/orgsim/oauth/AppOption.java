package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;

/// What an administrator may choose for a connected app. None is chosen by itself.
public enum AppOption {
    /// Without it, an administrator has approved the app for everybody; with it, a user's assertion alone signs
    /// nobody in before that user has once allowed the app to refresh its tokens.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm")
    USERS_APPROVE,

    /// Each refresh token works once and brings the next. Who uses one again ends all that came of it: somebody
    /// else may have it.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=005316711&type=1")
    @Assumed(reason = "What ends is what came of one approval, not all approvals of the user.")
    ROTATES_REFRESH_TOKENS,

    /// A refresh token that isn't used for 30 days is over.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.connected_app_limit_idle_ttl.htm")
    LIMITS_IDLE_REFRESH_TOKENS,

    /// Codes and refresh tokens may be used without the app's secret, as by an app that can't keep one. A
    /// secret that is sent must be right all the same.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.connected_app_create_api_integration.htm")
    NEEDS_NO_SECRET,

    /// The web server flow works with a code challenge (PKCE) alone.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.connected_app_create_api_integration.htm")
    NEEDS_CODE_CHALLENGE,

    /// Who signs in by the app's secret, a password or an assertion gets the session that the user already has
    /// by way of the app: who signs out, signs out the others.
    @Assumed(reason = "Users of client libraries tell of it; nothing documented says when it is so.")
    SHARES_SESSIONS,

    /// Access tokens are signed JSON (JWT) that the client can read. They open the REST APIs alone, and use
    /// doesn't prolong them.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.jwt_access_tokens.htm")
    @Assumed(reason = "They live as long as a session does without use, to the second that they tell.")
    JWT_ACCESS_TOKENS
}
