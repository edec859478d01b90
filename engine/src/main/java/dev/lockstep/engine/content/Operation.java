package dev.lockstep.engine.content;

/// The verbs of the calls that change the org.
public enum Operation {
    CREATE,
    UPSERT,
    UPDATE,
    DELETE
}
