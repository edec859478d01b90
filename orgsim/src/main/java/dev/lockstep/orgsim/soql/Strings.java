package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.Arrays;
import java.util.HexFormat;

/// The strings of a query. The grammar doesn't know the escapes of LIKE, so strings are hidden from it and read here.
final class Strings {
    private static final int UNICODE_DIGITS = 4;

    private final SoqlText text;
    private final Faults faults;

    Strings(SoqlText text, Faults faults) {
        this.text = text;
        this.faults = faults;
    }

    /// The query with the inside of each string blotted out, every place kept.
    @Assumed(reason = "A line break inside a string is refused; Apex documents it")
    String masked() {
        var masked = text.copyOfPoints();
        var index = 0;
        while (index < masked.length) {
            if (masked[index] == '\'') {
                var end = end(index);
                Arrays.fill(masked, index + 1, end - 1, 'x');
                index = end;
            } else {
                index++;
            }
        }
        return new String(masked, 0, masked.length);
    }

    private int end(int start) {
        for (var index = start + 1; index < text.length(); index++) {
            switch (text.at(index)) {
                case '\'' -> {
                    return index + 1;
                }
                case '\\' -> index++;
                case '\n', '\r' -> throw faults.malformed(start, "Line breaks not allowed in string literals");
                default -> {
                    // A letter of the string.
                }
            }
        }
        throw faults.malformed(start, "mismatched character '<EOF>' expecting '''");
    }

    /// The string that starts with its quote at `start` and ends before `end`.
    String value(int start, int end) {
        var value = new StringBuilder();
        for (var index = start + 1; index < end - 1; index++) {
            if (text.at(index) == '\\') {
                value.appendCodePoint(escaped(start, index));
                index += escapeLength(index) - 1;
            } else {
                value.appendCodePoint(text.at(index));
            }
        }
        return value.toString();
    }

    /// The same for a string behind LIKE.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm")
    LikePattern pattern(int start, int end) {
        var pattern = new LikePattern.Builder();
        for (var index = start + 1; index < end - 1; index++) {
            var letter = text.at(index);
            if (letter == '\\') {
                var next = text.at(index + 1);
                pattern.letter(next == '%' || next == '_' ? next : escaped(start, index));
                index += escapeLength(index) - 1;
            } else if (letter == '%') {
                pattern.anyText();
            } else if (letter == '_') {
                pattern.anyLetter();
            } else {
                pattern.letter(letter);
            }
        }
        return pattern.build();
    }

    private int escaped(int start, int backslash) {
        return switch (text.at(backslash + 1)) {
            case 'n', 'N' -> '\n';
            case 'r', 'R' -> '\r';
            case 't', 'T' -> '\t';
            case 'b', 'B' -> '\b';
            case 'f', 'F' -> '\f';
            case '"' -> '"';
            case '\'' -> '\'';
            case '\\' -> '\\';
            case 'u' -> unicode(start, backslash);
            default ->
                throw faults.malformed(
                        start,
                        "invalid string literal: illegal character sequence '" + text.part(backslash, backslash + 2)
                                + "' in string literal");
        };
    }

    private int unicode(int start, int backslash) {
        var first = backslash + 2;
        for (var index = first; index < first + UNICODE_DIGITS; index++) {
            if (index >= text.length() || !HexFormat.isHexDigit(text.at(index))) {
                throw faults.malformed(start, "invalid string literal: four hexadecimal digits follow \\u");
            }
        }
        return HexFormat.fromHexDigits(text.part(first, first + UNICODE_DIGITS));
    }

    private int escapeLength(int backslash) {
        return text.at(backslash + 1) == 'u' ? 2 + UNICODE_DIGITS : 2;
    }
}
