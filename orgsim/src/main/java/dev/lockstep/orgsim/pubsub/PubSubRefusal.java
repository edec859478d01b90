package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/// A call that isn't served, with the code that a client finds in the trailers.
@Documented(url = "https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html")
@Assumed(
        reason = "Codes and their place are documented; the status beside a code is only where there is an example, and"
                + " the words are ours")
final class PubSubRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String PREFIX = "sfdc.platform.eventbus.grpc.";
    private static final Metadata.Key<String> ERROR_CODE = key("error-code");
    private static final Metadata.Key<String> RPC_ID = key("rpc-id");

    private final Status.Code status;
    private final String code;
    private final String words;

    private PubSubRefusal(Status.Code status, String code, String words) {
        super(words, null, false, false);
        this.status = status;
        this.code = code;
        this.words = words;
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    static PubSubRefusal stranger() {
        return new PubSubRefusal(
                Status.Code.UNAUTHENTICATED,
                "service.auth.error",
                "An authentication exception occurred. Provide valid authentication via metadata headers.");
    }

    @Assumed(
            reason = "The code is documented; that the status beside it isn't UNAVAILABLE is seen in two reports of"
                    + " users of the Node client (its issues 52 and 64)")
    static PubSubRefusal unavailable() {
        return new PubSubRefusal(Status.Code.INTERNAL, "service.unavailable", "The service is unavailable.");
    }

    static PubSubRefusal deliveryLimit() {
        return new PubSubRefusal(
                Status.Code.RESOURCE_EXHAUSTED,
                "subscription.limit.exceeded",
                "You have exceeded the event delivery limit for your org.");
    }

    static PubSubRefusal corruptedReplayId() {
        return new PubSubRefusal(
                Status.Code.INVALID_ARGUMENT,
                "subscription.fetch.replayid.corrupted",
                "The Replay ID is corrupted, or the event isn't within the retention window.");
    }

    static PubSubRefusal replayIdMissing() {
        return new PubSubRefusal(
                Status.Code.INVALID_ARGUMENT,
                "subscription.fetch.replayid.validation.failed",
                "The preset CUSTOM needs a Replay ID, and no preset but LATEST, EARLIEST and CUSTOM is known.");
    }

    static PubSubRefusal nothingRequested(int number) {
        return new PubSubRefusal(
                Status.Code.INVALID_ARGUMENT,
                "subscription.fetch.requested.events.invalid",
                "At least one event must be requested, not %d.".formatted(number));
    }

    @Assumed(reason = "That the topic can't change in a stream is documented; the code is believed")
    static PubSubRefusal otherTopic(String topic) {
        return new PubSubRefusal(
                Status.Code.INVALID_ARGUMENT,
                "subscription.topic.invalid",
                "The stream can't go on with another topic: %s".formatted(topic));
    }

    @Assumed(
            reason = "The status is seen in a report of a user of a Java client (pozil/pub-sub-api-java-client, issue"
                    + " 2); the code is believed")
    static PubSubRefusal noSuchTopic(String topic) {
        return new PubSubRefusal(
                Status.Code.NOT_FOUND,
                "topic.not.found",
                "The topic doesn't exist, or has no events for this API: %s".formatted(topic));
    }

    @Assumed(reason = "That an unknown schema is refused is plain; status and code are believed")
    static PubSubRefusal noSuchSchema(String id) {
        return new PubSubRefusal(
                Status.Code.NOT_FOUND, "schema.not.found", "The schema doesn't exist: %s".formatted(id));
    }

    @Assumed(
            reason = "The status is seen in a report of a user of the Node client (its issue 34), who asked by the Id"
                    + " that a topic of several objects has; the code is believed")
    static PubSubRefusal noSchemaId() {
        return new PubSubRefusal(
                Status.Code.INVALID_ARGUMENT, "schema.validation.failed", "The Id of a schema must be named.");
    }

    @Assumed(reason = "That users need a permission is documented; status and code are believed")
    static PubSubRefusal notPermitted(String topic) {
        return new PubSubRefusal(
                Status.Code.PERMISSION_DENIED,
                "subscription.permission.denied",
                "The user may not subscribe to the topic: %s".formatted(topic));
    }

    /// As the client gets it.
    StatusRuntimeException toStatus(String rpcId) {
        var trailers = new Metadata();
        trailers.put(ERROR_CODE, PREFIX + code);
        trailers.put(RPC_ID, rpcId);
        return status.toStatus()
                .withDescription("%s rpcId: %s".formatted(words, rpcId))
                .asRuntimeException(trailers);
    }
}
