package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.SaveOutcome;
import java.util.List;
import java.util.stream.Collectors;

/// What became of one row of a job's data.
public sealed interface RowOutcome {
    /// The row's record is saved, or deleted.
    ///
    /// @param id 18 characters
    record Saved(String id, boolean created) implements RowOutcome {}

    /// Nothing of the row is saved.
    record Refused(List<SaveError> errors) implements RowOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }

        /// As results in CSV tell it.
        public String text() {
            return errors.stream().map(RowOutcome::errorText).collect(Collectors.joining(";"));
        }
    }

    static RowOutcome of(SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.Saved(String id, boolean created) -> new Saved(id, created);
            case SaveOutcome.Refused(List<SaveError> errors) -> new Refused(errors);
        };
    }

    @Assumed(
            reason = "CODE:message:fields --, as in results that clients show; that several errors of one record are"
                    + " joined by a semicolon is believed")
    private static String errorText(SaveError error) {
        String fields = error.fields().isEmpty() ? "--" : String.join(", ", error.fields()) + " --";
        return error.statusCode() + ":" + error.message() + ":" + fields;
    }
}
