package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import java.util.OptionalLong;

/// Turns a running number, of a record or of what else has an Id, into its Id and back. Within a prefix, numbers and
/// Ids
/// have the same order.
public final class RecordNumbers {
    /// Where this org's Ids come from: the place that in a real Id tells the server's instance.
    private static final String INSTANCE = "Ls0";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int NUMBER_LENGTH = 9;
    private static final int NUMBER_START = 6;

    private RecordNumbers() {}

    @Assumed(reason = "Ids count upwards in base 62, digits before capitals before small letters; seen on many orgs")
    public static RecordId id(String keyPrefix, long number) {
        var digits = new char[NUMBER_LENGTH];
        var rest = number;
        for (var place = NUMBER_LENGTH - 1; place >= 0; place--) {
            digits[place] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new RecordId(keyPrefix + INSTANCE + new String(digits));
    }

    /// Empty for an Id that this org never gave.
    public static OptionalLong number(RecordId id) {
        if (!id.text15().startsWith(INSTANCE, NUMBER_START - INSTANCE.length())) {
            return OptionalLong.empty();
        }
        var number = 0L;
        for (var place = NUMBER_START; place < NUMBER_START + NUMBER_LENGTH; place++) {
            number = number * DIGITS.length() + DIGITS.indexOf(id.text15().charAt(place));
        }
        return OptionalLong.of(number);
    }

    /// The smallest number whose Id isn't below the given one, for ranges whose bounds are Ids of no record.
    static long firstAtOrAfter(String keyPrefix, RecordId bound) {
        var prefix = keyPrefix + INSTANCE;
        var order = bound.text15().substring(0, NUMBER_START).compareTo(prefix);
        if (order != 0) {
            return order < 0 ? 0 : Long.MAX_VALUE;
        }
        return number(bound).orElseThrow();
    }
}
