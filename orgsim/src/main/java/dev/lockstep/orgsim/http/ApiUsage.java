package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import java.util.Optional;

/// How much of the day's API requests is used. It is told and never enforced, and counts since the start.
public final class ApiUsage {
    @Assumed(reason = "A limit that no test reaches by accident; an org's depends on its edition and licences.")
    private static final int LIMIT = 1_000_000;

    private final RequestCounts counts;

    public ApiUsage(RequestCounts counts) {
        this.counts = counts;
    }

    @Assumed(reason = "SOAP, REST and bulk requests count, those that sign in don't.")
    public long used() {
        return of(Api.SOAP) + of(Api.REST) + of(Api.BULK) + of(Api.BULK1);
    }

    public int limit() {
        return LIMIT;
    }

    private long of(Api api) {
        return counts.matching(new RequestPattern(Optional.of(api), Optional.empty(), Optional.empty()));
    }
}
