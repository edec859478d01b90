package dev.lockstep.model;

/// What a captured change does to its row.
public enum Action {
    INSERT,
    UPDATE,
    DELETE
}
