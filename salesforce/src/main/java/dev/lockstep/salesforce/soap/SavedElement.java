package dev.lockstep.salesforce.soap;

import java.util.List;
import java.util.Optional;

/// What an answer says of one record.
public record SavedElement(Optional<String> id, Outcome outcome, List<ErrorElement> errors) {
    public SavedElement {
        errors = List.copyOf(errors);
    }

    /// What became of the record.
    public enum Outcome {
        CREATED,
        /// Changed or deleted.
        DONE,
        REFUSED
    }

    /// One reason of a refusal.
    public record ErrorElement(String code, String message, List<String> fields) {
        public ErrorElement {
            fields = List.copyOf(fields);
        }
    }
}
