package dev.lockstep.salesforce;

/// What to do about a failure that an org names.
public enum Treatment {
    /// The session is over.
    SIGN_IN_AGAIN,
    /// Locks, limits and outages that pass by themselves.
    RETRY_LATER,
    /// The records fail together and may succeed in smaller company.
    HALVE_THE_CALL,
    /// What the record needs may be on its way: a parent that isn't there yet, a child that isn't gone
    /// yet.
    AFTER_OTHERS,
    /// This record can't be taken as it is; its neighbours can.
    REJECT_RECORD,
    /// Nothing goes on before a person has changed something.
    STOP
}
