package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where the APIs are, as it is told to who asks for an identity.
///
/// @param baseUrl how the client reached the org
/// @param version what stands for the API version: a number, or `{version}` for the client to fill in
record IdentityUrls(String baseUrl, String version) {
    private static final String PLACE = "{version}";

    /// Versions that aren't offered leave the place open.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid.htm")
    static IdentityUrls of(HttpCall call) {
        Optional<String> version = call.parameter("version")
                .flatMap(asked -> asked.equals("latest") ? Optional.of(ApiVersion.NEWEST) : ApiVersion.parse(asked))
                .filter(asked -> asked.standing() == ApiVersion.Standing.OFFERED)
                .map(ApiVersion::toString);
        return new IdentityUrls(call.baseUrl(), version.orElse(PLACE));
    }

    /// Only of what is there, by name.
    Map<String, String> all(String organizationId, String userId) {
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("partner", baseUrl + "/services/Soap/u/" + version + "/" + organizationId.substring(0, 15));
        urls.put("rest", baseUrl + "/services/data/v" + version + "/");
        urls.put("sobjects", baseUrl + "/services/data/v" + version + "/sobjects/");
        urls.put("query", baseUrl + "/services/data/v" + version + "/query/");
        urls.put("profile", baseUrl + "/" + userId);
        return urls;
    }
}
