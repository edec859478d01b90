package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Who somebody is.
final class IdentityAnswer {
    private IdentityAnswer() {}

    static String url(HttpCall call, SimulatedOrg org, OrgUser user) {
        return "%s/id/%s/%s".formatted(call.baseUrl(), org.organizationId(), user.id());
    }

    static Answer userInfo(OrgUser user, String organizationId, String identityUrl, IdentityUrls urls) {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("sub", identityUrl);
            json.writeStringProperty("user_id", user.id());
            json.writeStringProperty("organization_id", organizationId);
            json.writeStringProperty("preferred_username", user.username());
            json.writeStringProperty("nickname", user.username());
            json.writeStringProperty("name", user.name());
            json.writeStringProperty("email", user.email());
            json.writeBooleanProperty("email_verified", true);
            json.writeStringProperty("zoneinfo", "GMT");
            json.writeStringProperty("user_type", "STANDARD");
            json.writeStringProperty("locale", "en_US");
            write(json, urls.all(organizationId, user.id()));
            json.writeEndObject();
        });
    }

    static Answer identity(OrgUser user, String organizationId, String identityUrl, IdentityUrls urls, Instant now) {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("id", identityUrl);
            json.writeBooleanProperty("asserted_user", true);
            json.writeStringProperty("user_id", user.id());
            json.writeStringProperty("organization_id", organizationId);
            json.writeStringProperty("username", user.username());
            json.writeStringProperty("nick_name", user.username());
            json.writeStringProperty("display_name", user.name());
            json.writeStringProperty("email", user.email());
            json.writeBooleanProperty("email_verified", true);
            write(json, urls.all(organizationId, user.id()));
            json.writeBooleanProperty("active", true);
            json.writeStringProperty("user_type", "STANDARD");
            json.writeStringProperty("language", "en_US");
            json.writeStringProperty("locale", "en_US");
            json.writeNumberProperty("utcOffset", 0);
            json.writeStringProperty("timestamp", now.toString());
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Map<String, String> urls) {
        json.writeObjectPropertyStart("urls");
        urls.forEach(json::writeStringProperty);
        json.writeEndObject();
    }
}
