package dev.lockstep.salesforce;

import java.util.EnumMap;
import java.util.Map;

/// How many requests were made since sign-in, those that failed and those that were repeated included.
public record RequestCounts(Map<CallReason, Long> byReason) {
    public RequestCounts {
        var all = new EnumMap<CallReason, Long>(CallReason.class);
        for (var reason : CallReason.values()) {
            all.put(reason, byReason.getOrDefault(reason, 0L));
        }
        byReason = Map.copyOf(all);
    }

    public long of(CallReason reason) {
        return byReason.getOrDefault(reason, 0L);
    }

    public long total() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }
}
