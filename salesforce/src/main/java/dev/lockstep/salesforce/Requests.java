package dev.lockstep.salesforce;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts requests as they are made.
final class Requests {
    private final Map<CallReason, LongAdder> counts = new ConcurrentHashMap<>();

    void count(CallReason reason) {
        counts.computeIfAbsent(reason, first -> new LongAdder()).increment();
    }

    RequestCounts soFar() {
        var sums = new EnumMap<CallReason, Long>(CallReason.class);
        counts.forEach((reason, count) -> sums.put(reason, count.sum()));
        return new RequestCounts(sums);
    }
}
