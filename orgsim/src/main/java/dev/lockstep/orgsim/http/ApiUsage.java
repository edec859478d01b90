package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Api;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeMap;

/// How many API requests the last 24 hours brought, by the org's clock and in whole hours, and how many they may.
///
/// Safe for use by several threads.
@Documented(
        url =
                "https://developer.salesforce.com/docs/platform/salesforce-app-limits-cheatsheet/guide/salesforce-app-limits-platform-api.html")
public final class ApiUsage {
    /// The limit where nothing else is said.
    @Assumed(reason = "A limit that no test reaches by accident; an org's depends on its edition and licences.")
    public static final int DEFAULT_LIMIT = 1_000_000;

    private static final long HOUR_S = Duration.ofHours(1).toSeconds();
    private static final int HOURS = 24;

    private final InstantSource clock;
    /// Requests by the number of the hour since 1970.
    private final TreeMap<Long, Long> byHour = new TreeMap<>();

    private volatile int limit = DEFAULT_LIMIT;

    public ApiUsage(InstantSource clock) {
        this.clock = clock;
    }

    @Assumed(reason = "SOAP, REST and bulk requests count, those that sign in don't.")
    synchronized void received(Api api) {
        if (api != Api.OAUTH) {
            byHour.merge(hour(), 1L, Long::sum);
        }
    }

    public synchronized long used() {
        byHour.headMap(hour() - HOURS, true).clear();
        return byHour.values().stream().mapToLong(Long::longValue).sum();
    }

    public Allocation allocation() {
        return Allocation.used("DailyApiRequests", limit, used());
    }

    public int limit() {
        return limit;
    }

    /// Sets how many requests 24 hours may bring.
    public void limitTo(int requests) {
        if (requests < 0) {
            throw new IllegalArgumentException("An org can't take %d requests.".formatted(requests));
        }
        limit = requests;
    }

    /// Whether a request that was received is one too many.
    public boolean isExceeded() {
        return used() > limit;
    }

    private long hour() {
        return Math.floorDiv(clock.instant().getEpochSecond(), HOUR_S);
    }
}
