package dev.lockstep.postgres.log;

/// How a call travels to the org.
public enum Transport {
    /// A request that is answered at once.
    SOAP,
    /// A job that the org works at by itself; its results stay readable for days.
    BULK
}
