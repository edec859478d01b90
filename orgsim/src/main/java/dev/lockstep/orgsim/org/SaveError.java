package dev.lockstep.orgsim.org;

import java.util.List;

/// Why one record was refused.
public record SaveError(String statusCode, String message, List<String> fields) {
    public SaveError {
        fields = List.copyOf(fields);
    }

    public SaveError(String statusCode, String message, String... fields) {
        this(statusCode, message, List.of(fields));
    }
}
