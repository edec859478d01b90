package dev.lockstep.model.configuration;

/// Which changes the triggers leave out.
public enum CaptureRule {
    /// All that is written under `xmlbinary = 'hex'`, as applications written for Heroku Connect expect.
    HEROKU,
    /// Only what Lockstep writes itself.
    STRICT
}
