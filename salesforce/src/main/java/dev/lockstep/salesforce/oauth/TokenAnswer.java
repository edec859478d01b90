package dev.lockstep.salesforce.oauth;

import dev.lockstep.salesforce.rest.FlatJson;

/// A token and whose it is. Printing it doesn't show the token.
///
/// @param identityUrl ends in the organization's and the user's Id
public record TokenAnswer(String accessToken, String instanceUrl, String identityUrl) {

    /// Throws [IllegalArgumentException] where the answer isn't sound or lacks one of the three.
    public static TokenAnswer read(byte[] json) {
        var fields = FlatJson.texts(json);
        return new TokenAnswer(
                FlatJson.required(fields, "access_token"),
                FlatJson.required(fields, "instance_url"),
                FlatJson.required(fields, "id"));
    }

    /// Whether the token is a JSON Web Token, which SOAP and Bulk don't take, and not an opaque one.
    public boolean isJsonWebToken() {
        return accessToken.startsWith("eyJ");
    }

    @Override
    public String toString() {
        return "a token for " + identityUrl;
    }
}
