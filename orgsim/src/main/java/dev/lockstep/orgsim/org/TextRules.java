package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ValueReader.Reading;
import java.util.regex.Pattern;

/// What the org does to text before it stores it.
final class TextRules {
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>,;()\\[\\]\"]+@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");
    private static final int LAST_CONTROL = 0x1F;

    private TextRules() {}

    static Reading read(FieldDefinition field, String text) {
        if (hasForbiddenCharacter(text)) {
            return ValueReader.bad(
                    field, "TEXT_DATA_OUTSIDE_SUPPORTED_CHARSET", "the text has a character that can't be stored");
        }
        var kept = clean(text);
        if (kept.length() > field.length()) {
            return ValueReader.bad(
                    field, "STRING_TOO_LONG", "data value too large: " + kept + " (max length=" + field.length() + ")");
        }
        return ValueReader.good(Value.text(kept));
    }

    /// The beginning of a text that is too long for the field, of those kinds whose text may be cut.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_allowfieldtruncation.htm")
    @Assumed(reason = "No character is cut in two")
    static String cut(FieldDefinition field, String text) {
        return switch (field.type()) {
            case EMAIL, ENCRYPTEDSTRING, MULTIPICKLIST, PHONE, PICKLIST, STRING, TEXTAREA -> {
                var kept = clean(text);
                if (kept.length() <= field.length()) {
                    yield text;
                }
                var isSplit = Character.isHighSurrogate(kept.charAt(field.length() - 1));
                yield kept.substring(0, isSplit ? field.length() - 1 : field.length());
            }
            case ID,
                    REFERENCE,
                    COMBOBOX,
                    URL,
                    INT,
                    DOUBLE,
                    CURRENCY,
                    PERCENT,
                    BOOLEAN,
                    DATE,
                    DATETIME,
                    TIME,
                    BASE64,
                    ADDRESS,
                    LOCATION -> text;
        };
    }

    @Assumed(
            reason = "White space around text is cut, blank text is none, control characters are dropped, CRLF becomes"
                    + " LF; length counts UTF-16 units")
    private static String clean(String text) {
        var kept = new StringBuilder(text.length());
        for (var index = 0; index < text.length(); index++) {
            var letter = text.charAt(index);
            if (letter == '\r') {
                if (index + 1 == text.length() || text.charAt(index + 1) != '\n') {
                    kept.append('\n');
                }
            } else if (letter > LAST_CONTROL || letter == '\n' || letter == '\t') {
                kept.append(letter);
            }
        }
        return kept.toString().trim();
    }

    @Assumed(reason = "U+FFFE, U+FFFF and halves of surrogate pairs can't be stored")
    private static boolean hasForbiddenCharacter(String text) {
        return text.codePoints()
                .anyMatch(point -> point == 0xFFFE
                        || point == 0xFFFF
                        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    static boolean isEmail(String address) {
        return EMAIL.matcher(address).matches() && address.indexOf('.', address.indexOf('@')) > 0;
    }
}
