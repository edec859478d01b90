package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.OrgUser;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The text of access tokens.
final class AccessTokens {
    private static final JsonFactory FACTORY = new JsonFactory();
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
        String signed = part(json -> {
                    json.writeStringProperty("alg", "RS256");
                    json.writeStringProperty("typ", "JWT");
                    json.writeStringProperty("kid", OrgKey.ID);
                })
                + "."
                + part(json -> {
                    json.writeStringProperty("iss", app.instanceUrl());
                    json.writeArrayPropertyStart("aud");
                    json.writeString(app.instanceUrl());
                    json.writeEndArray();
                    json.writeStringProperty("sub", "uid:" + user.id());
                    json.writeStringProperty("client_id", app.client().id());
                    json.writeStringProperty("scp", app.scope().text());
                    json.writeStringProperty("jti", UUID.randomUUID().toString());
                    json.writeNumberProperty("iat", now.getEpochSecond());
                    json.writeNumberProperty("nbf", now.getEpochSecond());
                    json.writeNumberProperty("exp", until.getEpochSecond());
                });
        return signed + "." + base64(key.sign(signed));
    }

    private static String part(Consumer<JsonGenerator> content) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return base64(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
