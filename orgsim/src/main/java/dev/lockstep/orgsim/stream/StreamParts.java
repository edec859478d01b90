package dev.lockstep.orgsim.stream;

import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.SimulatedOrg;

/// What the Streaming API is built of.
public record StreamParts(SimulatedOrg org, EventBus bus, Sessions sessions, FaultPlan faults, RequestCounts counts) {}
