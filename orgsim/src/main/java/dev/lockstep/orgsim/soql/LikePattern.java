package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.List;

/// What stands behind LIKE. Compares without case, letter by letter (a letter beyond the 16-bit range is one).
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm")
record LikePattern(List<Integer> units) {
    /// `%`, which is no code point.
    private static final int ANY_TEXT = -1;

    /// `_`
    private static final int ANY_LETTER = -2;

    LikePattern {
        units = List.copyOf(units);
    }

    static final class Builder {
        private final List<Integer> units = new ArrayList<>();

        /// Two halves of a surrogate pair, escaped one by one, are one letter.
        void letter(int letter) {
            if (!units.isEmpty() && isPair(units.getLast(), letter)) {
                var first = (char) (int) units.removeLast();
                units.add(Character.toLowerCase(Character.toCodePoint(first, (char) letter)));
            } else {
                units.add(Character.toLowerCase(letter));
            }
        }

        private static boolean isPair(int first, int second) {
            return first >= Character.MIN_HIGH_SURROGATE
                    && first <= Character.MAX_HIGH_SURROGATE
                    && second >= Character.MIN_LOW_SURROGATE
                    && second <= Character.MAX_LOW_SURROGATE;
        }

        void anyText() {
            units.add(ANY_TEXT);
        }

        void anyLetter() {
            units.add(ANY_LETTER);
        }

        LikePattern build() {
            return new LikePattern(units);
        }
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    /// On a mismatch, goes back to the last `%` and lets it take one letter more.
    boolean matches(String text) {
        var letters = text.codePoints().map(Character::toLowerCase).toArray();
        var unit = 0;
        var letter = 0;
        var lastAny = -1;
        var takenByAny = 0;
        while (letter < letters.length) {
            if (unit < units.size() && fits(units.get(unit), letters[letter])) {
                unit++;
                letter++;
            } else if (unit < units.size() && units.get(unit) == ANY_TEXT) {
                lastAny = unit++;
                takenByAny = letter;
            } else if (lastAny >= 0) {
                unit = lastAny + 1;
                letter = ++takenByAny;
            } else {
                return false;
            }
        }
        return units.stream().skip(unit).allMatch(rest -> rest == ANY_TEXT);
    }

    private static boolean fits(int unit, int letter) {
        return unit == ANY_LETTER || unit == letter;
    }
}
