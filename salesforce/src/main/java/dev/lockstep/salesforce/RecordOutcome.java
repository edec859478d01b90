package dev.lockstep.salesforce;

import dev.lockstep.model.RecordId;
import java.util.List;

/// What the org said of one record of a call.
public sealed interface RecordOutcome permits RecordOutcome.Accepted, RecordOutcome.Refused {

    /// The record is as it was sent.
    ///
    /// @param created whether the record is new; an upsert that says no has found one that was there
    record Accepted(RecordId id, boolean created) implements RecordOutcome {}

    /// The record is as it was before, or isn't there.
    ///
    /// @param errors at least one
    record Refused(List<RecordError> errors) implements RecordOutcome {
        public Refused {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a reason");
            }
        }
    }
}
