package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.OrgUser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/// The text of access tokens.
final class AccessTokens {
    private static final int SECRET_LENGTH = 94;

    private final String organizationId15;
    private final OrgKey key = new OrgKey();

    AccessTokens(String organizationId15) {
        this.organizationId15 = organizationId15;
    }

    OrgKey key() {
        return key;
    }

    /// @param until when the token is over if nobody uses it
    String make(OrgUser user, Session.Origin origin, Instant now, Instant until) {
        return switch (origin) {
            case Session.Origin.App app
            when app.client().has(AppOption.JWT_ACCESS_TOKENS) -> jwt(user, app, now, until);
            case Session.Origin.App _, Session.Origin.Login _ -> opaque();
        };
    }

    @Assumed(reason = "A token is the organization's 15 characters, an exclamation mark and an opaque rest.")
    private String opaque() {
        return organizationId15 + "!AQ" + RandomText.of(SECRET_LENGTH);
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.jwt_access_tokens.htm")
    @Assumed(reason = "The names of the claims are those that the documents list; more may be there")
    private String jwt(OrgUser user, Session.Origin.App app, Instant now, Instant until) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", app.instanceUrl());
        claims.put("aud", List.of(app.instanceUrl()));
        claims.put("sub", "uid:" + user.id());
        claims.put("client_id", app.client().id());
        claims.put("scp", app.scope().text());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", until.getEpochSecond());
        return key.sign(claims);
    }
}
