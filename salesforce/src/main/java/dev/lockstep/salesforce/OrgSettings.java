package dev.lockstep.salesforce;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/// How to reach an org and as whom.
///
/// @param loginUrl where tokens are given, such as `https://example.my.salesforce.com`; without a path
/// @param apiVersion such as `65.0`; never raised by itself
/// @param requestTimeout for one request from its start to the last byte of the answer. Salesforce may work on a
///     write for minutes: a short time-out makes unknown outcomes
public record OrgSettings(
        URI loginUrl, String apiVersion, SignIn signIn, Duration connectTimeout, Duration requestTimeout) {
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{1,2}\\.0");

    public OrgSettings {
        if (loginUrl.getHost() == null
                || !("https".equals(loginUrl.getScheme()) || "http".equals(loginUrl.getScheme()))) {
            throw new IllegalArgumentException(
                    "the login URL \"" + loginUrl + "\" isn't of the form https://example.my.salesforce.com");
        }
        if (loginUrl.getRawUserInfo() != null || loginUrl.getRawQuery() != null) {
            throw new IllegalArgumentException("the login URL may have neither user nor query");
        }
        if (!VERSION.matcher(apiVersion).matches()) {
            throw new IllegalArgumentException("\"" + apiVersion + "\" isn't an API version such as 65.0");
        }
        if (!connectTimeout.isPositive() || !requestTimeout.isPositive()) {
            throw new IllegalArgumentException("a time-out must be longer than nothing");
        }
    }
}
