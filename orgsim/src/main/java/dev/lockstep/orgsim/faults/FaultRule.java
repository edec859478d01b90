package dev.lockstep.orgsim.faults;

/// One rule of a [FaultPlan]: what goes wrong, with which requests, how often.
public record FaultRule(Fault fault, RequestPattern match, Occurrence occurrence) {
    /// The next request that matches, once.
    public static FaultRule once(Fault fault, RequestPattern match) {
        return new FaultRule(fault, match, new Occurrence.Next(1));
    }
}
