package dev.lockstep.salesforce;

/// What to do about a failure that an org names.
public enum Treatment {
    /// The session is over.
    SIGN_IN_AGAIN,
    /// Locks, limits and outages that pass by themselves.
    RETRY_LATER,
    /// The records fail together and may succeed in smaller company.
    HALVE_THE_CALL,
    /// This record can't be taken as it is; its neighbours can.
    REJECT_RECORD,
    /// Nothing goes on before a person has changed something.
    STOP
}
