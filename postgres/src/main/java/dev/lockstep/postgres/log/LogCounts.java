package dev.lockstep.postgres.log;

/// How many entries stand where, and how many outcomes are not on their rows yet.
public record LogCounts(long waiting, long pending, long failed, long writeBacks) {}
