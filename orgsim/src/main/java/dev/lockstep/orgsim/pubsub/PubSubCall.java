package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.evidence.Documented;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;
import java.util.UUID;

/// What a client says about itself with every call, and the Id that the call has here.
@Documented(url = "https://developer.salesforce.com/docs/platform/pub-sub-api/guide/supported-auth.html")
record PubSubCall(String rpcId, Optional<String> token, Optional<String> instanceUrl, Optional<String> tenantId) {
    private static final Context.Key<PubSubCall> CURRENT = Context.key("call");

    private static final Metadata.Key<String> TOKEN = key("accesstoken");
    private static final Metadata.Key<String> INSTANCE_URL = key("instanceurl");
    private static final Metadata.Key<String> TENANT_ID = key("tenantid");

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    /// The call that this thread serves.
    static PubSubCall current() {
        return CURRENT.get();
    }

    private static PubSubCall of(Metadata headers) {
        return new PubSubCall(
                UUID.randomUUID().toString(),
                value(headers, TOKEN),
                value(headers, INSTANCE_URL),
                value(headers, TENANT_ID));
    }

    private static Optional<String> value(Metadata headers, Metadata.Key<String> key) {
        return Optional.ofNullable(headers.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /// Reads it before the call is served.
    static final class Reader implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            return Contexts.interceptCall(
                    Context.current().withValue(CURRENT, PubSubCall.of(headers)), call, headers, next);
        }
    }
}
