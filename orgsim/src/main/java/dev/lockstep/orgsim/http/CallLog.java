package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.faults.ApiOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last calls that were answered or met a fault, so that a person can see what a client does. [RequestCounts] has
/// the number of all of them.
///
/// Safe for use by several threads.
public final class CallLog {
    /// Of more the oldest are forgotten.
    public static final int KEPT = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

    private final ArrayDeque<Call> calls = new ArrayDeque<>(KEPT);
    private long last;

    /// One call.
    ///
    /// @param number counts all calls from 1
    /// @param at the org's time at its end
    /// @param status of HTTP, or of gRPC; absent where no answer was sent, or not the whole of one
    /// @param took in real time, until the answer was sent
    /// @param fault what it met, by the name in rules
    public record Call(
            long number,
            Instant at,
            ApiOperation operation,
            String method,
            Optional<Integer> status,
            Duration took,
            Optional<String> fault) {}

    /// Adds one, whose parts [Call] tells.
    public synchronized void add(
            Instant at,
            ApiOperation operation,
            String method,
            Optional<Integer> status,
            Duration took,
            Optional<String> fault) {
        last++;
        if (calls.size() == KEPT) {
            calls.removeFirst();
        }
        calls.addLast(new Call(last, at, operation, method, status, took, fault));
        LOG.debug(
                "call={} api={} operation={} objects={} method={} status={} took_ms={} fault={}",
                last,
                operation.api().text(),
                operation.name(),
                operation.objects(),
                method,
                status.map(String::valueOf).orElse("none"),
                took.toMillis(),
                fault.orElse("none"));
    }

    /// Those with a higher number, the oldest first.
    public synchronized List<Call> after(long number) {
        return calls.stream().filter(call -> call.number() > number).toList();
    }
}
