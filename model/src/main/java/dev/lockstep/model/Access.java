package dev.lockstep.model;

/// In which directions a mapping moves data.
public enum Access {
    READ_ONLY,
    READ_WRITE
}
