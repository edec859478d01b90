package dev.lockstep.salesforce;

import java.util.Locale;
import java.util.Optional;

/// The one form of a text that reaches the org as it was meant.
///
/// The client library drops control characters in silence, XML turns CRLF into LF, and a single U+FFFE makes a
/// whole request unreadable. So texts are put into this form before they are sent, and compared in it.
public final class CanonicalText {
    private CanonicalText() {}

    /// The text as it is sent: without the control characters that XML can't carry, with LF for CRLF and CR.
    /// Empty where it holds something that no XML text can: U+FFFE, U+FFFF or half of a surrogate pair.
    public static Optional<String> of(String text) {
        if (text.codePoints().anyMatch(CanonicalText::isNoCharacter)) {
            return Optional.empty();
        }
        if (text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
            return Optional.of(text);
        }
        var canonical = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                canonical.append('\n');
                if (i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
            } else if (c >= ' ' || c == '\n' || c == '\t') {
                canonical.append(c);
            }
        }
        return Optional.of(canonical.toString());
    }

    /// What the org keeps of a canonical text: trimmed, and nothing of a blank one. For comparing, not for
    /// sending.
    public static Optional<String> stored(String text) {
        var trimmed = text.strip();
        return trimmed.isEmpty() ? Optional.empty() : Optional.of(trimmed);
    }

    /// The form in which two unique identifiers are equal that the org takes for one: trimmed and without case.
    static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /// Throws [IllegalArgumentException] for a text that isn't canonical.
    static void check(String text) {
        if (!of(text).filter(text::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "a text holds characters that can't reach the org: make it canonical first");
        }
    }

    private static boolean isNoCharacter(int codePoint) {
        return codePoint == 0xFFFE
                || codePoint == 0xFFFF
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
