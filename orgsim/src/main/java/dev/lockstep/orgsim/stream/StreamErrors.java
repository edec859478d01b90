package dev.lockstep.orgsim.stream;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.ApiVersion;

/// How the Streaming API says what is wrong.
@Documented(url = "https://developer.salesforce.com/docs/platform/api-streaming/guide/streaming-error-codes.html")
final class StreamErrors {
    static final String HANDSHAKE_DENIED = "403::Handshake denied";
    static final String AUTHENTICATION_INVALID = "401::Authentication invalid";
    static final String AUTHENTICATION_REQUIRED = "401::Request requires authentication";
    static final String UNKNOWN_CLIENT = "403::Unknown client";
    static final String NO_CHANNEL_NAMED = "400::Channel name not specified";
    static final String NO_LEADING_SLASH = "400::Channel subscriptions must start with a leading '/'";
    static final String DAILY_LIMIT = "403::Organization total events daily limit exceeded";
    static final String TOO_BUSY = "503::Server is too busy";
    static final String VERSION_MISSING =
            "400::API version in the URI is mandatory. URI format: '/cometd/%s'".formatted(ApiVersion.NEWEST);

    @Assumed(reason = "Clients of real orgs know this text for a lack of permission; that it is the one is believed")
    static final String NOT_PERMITTED = "403:denied_by_security_policy:create_denied";

    @Assumed(reason = "Nobody publishes by the Streaming API to the channels here; the words are CometD's own")
    static final String PUBLISH_DENIED = "403:denied_by_security_policy:publish_denied";

    /// The oldest version that the API still takes.
    static final int OLDEST_VERSION = 37;

    private StreamErrors() {}

    static String unsupportedVersion() {
        return "400::Unsupported API version. Only API versions '%d.0' and later are supported. URI format: '/cometd/%s'"
                .formatted(OLDEST_VERSION, ApiVersion.NEWEST);
    }

    static String invalidConnectionType(String type) {
        return "400::Invalid connection type {%s}".formatted(type);
    }

    static String noSuchChannel(String channel) {
        return "400::The channel you requested to subscribe to doesn't exist {%s}".formatted(channel);
    }

    static String invalidReplayId(Object id) {
        return "400::The replayId {%s} you provided was invalid. Please provide a valid ID, -2 to replay all events, or -1 to replay only new events."
                .formatted(id);
    }

    static String noReplayId(String channel, Object given) {
        return "400::The replayId for channel {%s} wasn't found using the provided replay ID map {%s}. Ensure that the channel name you provided in the replay map is valid and matches the channel name used for subscribing."
                .formatted(channel, given);
    }

    static String noCookie(String client, String cookie) {
        return "400::Client %s has established a session, but no %s cookie present".formatted(client, cookie);
    }
}
