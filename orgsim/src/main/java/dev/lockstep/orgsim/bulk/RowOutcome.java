package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.SaveOutcome;
import java.util.List;
import java.util.stream.Collectors;

/// What became of one row of an ingest job.
sealed interface RowOutcome {
    /// The row's record is saved, or deleted.
    ///
    /// @param id 18 characters
    record Saved(String id, boolean created) implements RowOutcome {}

    /// Nothing of the row is saved.
    ///
    /// @param error as results tell it
    record Refused(String error) implements RowOutcome {}

    static RowOutcome of(SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.Saved(String id, boolean created) -> new Saved(id, created);
            case SaveOutcome.Refused(List<SaveError> errors) ->
                new Refused(errors.stream().map(RowOutcome::errorText).collect(Collectors.joining(";")));
        };
    }

    @Assumed(
            reason = "CODE:message:fields --, as in results that clients show; that several errors of one record are"
                    + " joined by a semicolon is believed")
    private static String errorText(SaveError error) {
        String fields = error.fields().isEmpty() ? "--" : String.join(", ", error.fields()) + " --";
        return error.statusCode() + ":" + error.message() + ":" + fields;
    }

    /// As one word of a note.
    default String text() {
        return switch (this) {
            case Saved(String id, boolean created) -> (created ? "+" : "=") + id;
            case Refused(String error) -> "!" + error;
        };
    }

    /// Reads what [#text()] wrote.
    static RowOutcome read(String text) {
        String rest = text.substring(1);
        return switch (text.charAt(0)) {
            case '+' -> new Saved(rest, true);
            case '=' -> new Saved(rest, false);
            case '!' -> new Refused(rest);
            default -> throw new IllegalArgumentException("The outcome of no row: " + text);
        };
    }
}
