package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Documented;

/// What an administrator may choose for a connected app. None is chosen by itself.
public enum AppOption {
    /// Without it, an administrator has approved the app for everybody; with it, a user's assertion alone signs nobody
    /// in before that user has once allowed the app to refresh its tokens.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm")
    USERS_APPROVE
}
