package dev.lockstep.orgsim.bulk;

/// What ends a row. Line breaks within a value stay as they are.
public enum LineEnding {
    LF,
    CRLF
}
