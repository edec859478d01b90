package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.http.ApiUsage;
import dev.lockstep.orgsim.http.CallLog;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.org.OrgClock;

/// What may be switched, moved and counted while the simulator runs, beside what belongs to the org itself.
///
/// @param faults what goes wrong; rules may be added and removed at any time
/// @param requests what has arrived, by kind
/// @param calls the last calls, one by one
/// @param apiUsage how many requests there were, and how many there may be
/// @param clock the org's time, which can be put forward
public record Behaviours(FaultPlan faults, RequestCounts requests, CallLog calls, ApiUsage apiUsage, OrgClock clock) {
    /// Nothing goes wrong yet.
    static Behaviours calm(OrgClock clock) {
        return new Behaviours(new FaultPlan(), new RequestCounts(), new CallLog(), new ApiUsage(clock), clock);
    }
}
