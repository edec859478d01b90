package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.http.CallLog;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.time.InstantSource;

/// What the Pub/Sub API is built of.
///
/// @param clock the org's
public record PubSubParts(
        SimulatedOrg org,
        EventBus bus,
        Sessions sessions,
        FaultPlan faults,
        RequestCounts counts,
        CallLog calls,
        InstantSource clock) {}
