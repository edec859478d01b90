package dev.lockstep.postgres;

/// Which writes the capture of a connection skips.
public enum CaptureRule {
    /// Everything under `xmlbinary = 'hex'`, as applications written for Heroku Connect expect, and TRUNCATE.
    HEROKU,
    /// Only our own writes. TRUNCATE is captured as the deletion of each row.
    STRICT
}
