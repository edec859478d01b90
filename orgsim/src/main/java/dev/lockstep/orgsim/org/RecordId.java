package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.Optional;

/// An Id of the org, whichever length it was written in.
///
/// @param text15 case-sensitive; its ASCII order is the order in which records were made
public record RecordId(String text15) implements Comparable<RecordId> {
    private static final int PREFIX_LENGTH = 3;
    private static final int SHORT_LENGTH = 15;
    private static final int LONG_LENGTH = 18;
    private static final int CHUNK = 5;
    private static final String CHECK_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    public RecordId {
        if (text15.length() != SHORT_LENGTH || !isAlphanumeric(text15)) {
            throw new IllegalArgumentException("Not the 15 characters of an Id: " + text15);
        }
    }

    /// Takes 15 characters, or 18 with their right check digits in either case.
    public static Optional<RecordId> parse(String text) {
        if (!isAlphanumeric(text)) {
            return Optional.empty();
        }
        if (text.length() == SHORT_LENGTH) {
            return Optional.of(new RecordId(text));
        }
        if (text.length() != LONG_LENGTH) {
            return Optional.empty();
        }
        var id = new RecordId(text.substring(0, SHORT_LENGTH));
        return id.text18().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
    }

    /// The three letters that name the object.
    public String keyPrefix() {
        return text15.substring(0, PREFIX_LENGTH);
    }

    @Documented(
            url =
                    "https://help.salesforce.com/s/articleView?id=platform.faq_import_general_can_i_import_18_digit_id.htm")
    public String text18() {
        var result = new StringBuilder(LONG_LENGTH).append(text15);
        for (var start = 0; start < SHORT_LENGTH; start += CHUNK) {
            var bits = 0;
            for (var offset = 0; offset < CHUNK; offset++) {
                var letter = text15.charAt(start + offset);
                if (letter >= 'A' && letter <= 'Z') {
                    bits |= 1 << offset;
                }
            }
            result.append(CHECK_DIGITS.charAt(bits));
        }
        return result.toString();
    }

    @Override
    public int compareTo(RecordId other) {
        return text15.compareTo(other.text15);
    }

    private static boolean isAlphanumeric(String text) {
        for (var index = 0; index < text.length(); index++) {
            var letter = text.charAt(index);
            if (!((letter >= '0' && letter <= '9')
                    || (letter >= 'A' && letter <= 'Z')
                    || (letter >= 'a' && letter <= 'z'))) {
                return false;
            }
        }
        return true;
    }
}
