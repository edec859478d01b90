package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.RequestPattern;
import java.util.LinkedHashMap;
import java.util.Map;

/// What has arrived since the start, whatever became of it: requests whose body came whole, those that met a fault too.
///
/// Safe for use by several threads.
public final class RequestCounts {
    private final Map<ApiOperation, Long> received = new LinkedHashMap<>();
    private long posts;

    /// Counts one more.
    ///
    /// @param method by which it came; of what came along in one request, only one may say so
    public synchronized void received(ApiOperation operation, String method) {
        received.merge(operation, 1L, Long::sum);
        if (method.equals("POST")) {
            posts++;
        }
    }

    /// How many requests match.
    public synchronized long matching(RequestPattern pattern) {
        return received.entrySet().stream()
                .filter(entry -> pattern.matches(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long total() {
        return matching(RequestPattern.ANY);
    }

    /// All POST requests, of every API.
    public synchronized long posts() {
        return posts;
    }

    /// In order of the first arrival of each.
    public synchronized Map<ApiOperation, Long> byOperation() {
        return new LinkedHashMap<>(received);
    }
}
