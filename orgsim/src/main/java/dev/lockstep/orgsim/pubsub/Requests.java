package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.oauth.Session;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each request through the same steps: count it, see which fault it meets, let its caller in, do its work, log
/// it.
final class Requests {
    static final String GET_TOPIC = "getTopic";
    static final String GET_SCHEMA = "getSchema";

    /// The first request of a stream.
    static final String SUBSCRIBE = "subscribe";

    /// A later one, which asks for more.
    static final String FETCH = "fetch";

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final String METHOD = "RPC";
    private static final int ID_15 = 15;

    private final PubSubParts parts;

    /// What becomes of a request.
    sealed interface Outcome<T> {
        record Answered<T>(T answer) implements Outcome<T> {}

        record Failed<T>(StatusRuntimeException error) implements Outcome<T> {}

        /// Its stream stays open, and nothing comes by it any more.
        record Silence<T>() implements Outcome<T> {}
    }

    Requests(PubSubParts parts) {
        this.parts = parts;
    }

    /// @param work may throw [PubSubRefusal]
    <T> Outcome<T> handle(PubSubCall call, ApiOperation operation, Function<Session, T> work) {
        long began = System.nanoTime();
        parts.counts().received(operation, METHOD);
        Optional<? extends Fault> fault = draw(operation);
        fault.ifPresent(met -> LOG.info("fault={} api=pubsub operation={}", met, operation.name()));
        Outcome<T> outcome = fault.isEmpty() ? answer(call, work) : meet(fault.get(), call, work);
        parts.calls()
                .add(
                        parts.clock().instant(),
                        operation,
                        METHOD,
                        status(outcome),
                        Duration.ofNanos(System.nanoTime() - began),
                        fault.map(FaultRuleText::name));
        return outcome;
    }

    private Optional<? extends Fault> draw(ApiOperation operation) {
        Optional<? extends Fault> broken = parts.faults().draw(operation, Fault.OfAnyRequest.class);
        if (broken.isEmpty()) {
            broken = parts.faults().draw(operation, Fault.SessionEnded.class);
        }
        return broken.isPresent()
                ? broken
                : parts.faults().draw(operation, Fault.OfStream.class, fault -> fits(fault, operation.name()));
    }

    private static boolean fits(Fault.OfStream fault, String operation) {
        return switch (fault) {
            case Fault.ReplayRefused _ -> operation.equals(SUBSCRIBE);
            case Fault.StreamSilent _, Fault.EventLimit _ -> operation.equals(SUBSCRIBE) || operation.equals(FETCH);
            // There is no client to forget: a stream ends, or it doesn't.
            case Fault.ClientForgotten _ -> false;
        };
    }

    private <T> Outcome<T> meet(Fault fault, PubSubCall call, Function<Session, T> work) {
        if (fault instanceof Fault.AnswerLost) {
            Outcome<T> _ = answer(call, work);
            return new Outcome.Failed<>(cut());
        }
        if (fault instanceof Fault.CutBeforeWork) {
            return new Outcome.Failed<>(cut());
        }
        if (fault instanceof Fault.SessionEnded) {
            call.token().ifPresent(parts.sessions()::close);
            return answer(call, work);
        }
        if (fault instanceof Fault.StreamSilent) {
            return new Outcome.Silence<>();
        }
        PubSubRefusal refusal = fault instanceof Fault.ReplayRefused
                ? PubSubRefusal.corruptedReplayId()
                : fault instanceof Fault.EventLimit ? PubSubRefusal.deliveryLimit() : PubSubRefusal.unavailable();
        return new Outcome.Failed<>(refusal.toStatus(call.rpcId()));
    }

    /// As a client's own library tells it that the stream has broken off.
    @Documented(url = "https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html")
    private static StatusRuntimeException cut() {
        return Status.UNAVAILABLE.withDescription("RST_STREAM closed stream").asRuntimeException();
    }

    private <T> Outcome<T> answer(PubSubCall call, Function<Session, T> work) {
        try {
            return new Outcome.Answered<>(work.apply(session(call)));
        } catch (PubSubRefusal refusal) {
            return new Outcome.Failed<>(refusal.toStatus(call.rpcId()));
        } catch (RuntimeException e) {
            LOG.error("api=pubsub rpcId={} broke", call.rpcId(), e);
            return new Outcome.Failed<>(Status.INTERNAL
                    .withDescription("An internal error occurred.")
                    .asRuntimeException());
        }
    }

    /// The caller's session; all three headers are needed.
    private Session session(PubSubCall call) {
        return call.token()
                .filter(_ -> call.instanceUrl().isPresent())
                .filter(_ -> call.tenantId().filter(this::isOurs).isPresent())
                .flatMap(parts.sessions()::find)
                .orElseThrow(PubSubRefusal::stranger);
    }

    private boolean isOurs(String tenantId) {
        String id = parts.org().organizationId();
        return tenantId.equals(id) || tenantId.equals(id.substring(0, ID_15));
    }

    private static <T> Optional<Integer> status(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Answered<T> _ -> Optional.of(Status.Code.OK.value());
            case Outcome.Failed<T>(StatusRuntimeException error) ->
                Optional.of(error.getStatus().getCode().value());
            case Outcome.Silence<T> _ -> Optional.empty();
        };
    }
}
