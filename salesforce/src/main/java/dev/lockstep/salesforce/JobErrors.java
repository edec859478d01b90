package dev.lockstep.salesforce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Takes apart what a job's results say of a record that was refused: `CODE:message:fields --`, with commas
/// between the fields and none where the org names none (`CODE:message:--`). Messages have colons and dashes
/// of their own, so that an error ends only where the text does, or where the next one begins. Of a message
/// that quotes a value of just this form more is made than the org said; the first code is always its own.
final class JobErrors {
    private static final Pattern CODE = Pattern.compile("([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*):");

    /// The end of an error: its fields, and then nothing or the next code.
    private static final Pattern END =
            Pattern.compile(":([\\w.]+(?:, ?[\\w.]+)*)? ?--(?:\\s*$|[;,]?\\s*(?=[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+:))");

    /// What the org calls an error that it has no code for.
    private static final String NO_CODE = "UNKNOWN_EXCEPTION";

    private JobErrors() {}

    /// At least one error. A text of another form is one error with the text for its message.
    static List<RecordError> read(String text) {
        var errors = new ArrayList<RecordError>();
        int start = 0;
        do {
            var code = CODE.matcher(text).region(start, text.length());
            boolean hasCode = code.lookingAt();
            var name = hasCode ? code.group(1) : NO_CODE;
            int message = hasCode ? code.end() : start;
            // The colon behind the code may be the one before the fields.
            var end = END.matcher(text).region(hasCode ? message - 1 : message, text.length());
            if (end.find()) {
                errors.add(error(
                        name,
                        text.substring(message, Math.max(message, end.start())),
                        Optional.ofNullable(end.group(1))));
                start = end.end();
            } else {
                errors.add(error(name, text.substring(message), Optional.empty()));
                start = text.length();
            }
        } while (start < text.length());
        return errors;
    }

    private static RecordError error(String code, String message, Optional<String> fields) {
        var said = message.isBlank() ? "the org gave no reason" : message;
        var names = fields.stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .toList();
        return new RecordError(code, said, names, Failures.ofRecord(code, message));
    }
}
