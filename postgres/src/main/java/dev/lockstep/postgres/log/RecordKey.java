package dev.lockstep.postgres.log;

/// A row of a mapped table, by its table and `id`.
public record RecordKey(String table, long recordId) {}
