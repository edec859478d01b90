package dev.lockstep.postgres.log;

/// An entry that needs no call, and why.
public record Dismissal(long entryId, String message) {}
