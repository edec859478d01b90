package dev.lockstep.model;

import java.util.Optional;

/// What `_hc_lastop` says of a row.
public enum RowStatus {
    /// A local change waits to be sent, or its outcome isn't known yet.
    PENDING,
    /// The record was created; what the org derived is not read back yet.
    INSERTED,
    /// The record was updated; what the org made of it is not read back yet.
    UPDATED,
    /// The row is what the org has, as far as it was read.
    SYNCED,
    /// The org refused a local change; `_hc_err` says why.
    FAILED;

    /// Reads the column; empty for NULL and for words that other programs wrote there.
    public static Optional<RowStatus> ofColumn(String text) {
        for (var status : values()) {
            if (status.name().equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
