package dev.lockstep.model;

import java.util.Optional;
import java.util.regex.Pattern;

/// The Id of a record of the org, always in its 18-character form.
///
/// The first 15 characters are case-sensitive; the last three repeat their capitals, so that the whole is safe where
/// case is lost. Natural order is the order of the bytes, which is Salesforce's own: compare Ids in PostgreSQL with
/// `COLLATE "C"` to get the same.
public record RecordId(String value) implements Comparable<RecordId> {
    private static final Pattern FIFTEEN = Pattern.compile("[A-Za-z0-9]{15}");
    private static final Pattern EIGHTEEN = Pattern.compile("[A-Za-z0-9]{15}[A-Z0-5]{3}");
    private static final String SUFFIX_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int LENGTH = 18;
    /// Each of the last characters tells which of so many others are capitals.
    private static final int BLOCK = 5;
    private static final int CHECK_CHARACTERS = 3;

    public RecordId {
        if (!EIGHTEEN.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + value + "\" is not an 18-character record Id");
        }
        if (!suffix(value).contentEquals(value.substring(15))) {
            throw new IllegalArgumentException("record Id \"" + value + "\" has a wrong checksum");
        }
    }

    /// Reads an Id in its 15- or 18-character form.
    public static RecordId of(String text) {
        return FIFTEEN.matcher(text).matches() ? new RecordId(text + suffix(text)) : new RecordId(text);
    }

    /// Reads an Id out of a column that anybody may write to: empty for a text that is none.
    public static Optional<RecordId> read(String text) {
        try {
            return Optional.of(of(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /// Whether these bytes are an Id in its 18-character form, without making one of them: for pages of many records.
    public static boolean isId(byte[] ascii, int offset, int length) {
        if (length != LENGTH) {
            return false;
        }
        for (int block = 0; block < CHECK_CHARACTERS; block++) {
            int capitals = 0;
            for (int i = 0; i < BLOCK; i++) {
                int character = ascii[offset + block * BLOCK + i];
                if (character >= 'A' && character <= 'Z') {
                    capitals |= 1 << i;
                } else if (!((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9'))) {
                    return false;
                }
            }
            if (ascii[offset + CHECK_CHARACTERS * BLOCK + block] != SUFFIX_DIGITS.charAt(capitals)) {
                return false;
            }
        }
        return true;
    }

    /// The three characters that tell the type of the record.
    public String keyPrefix() {
        return value.substring(0, 3);
    }

    private static String suffix(String id) {
        var suffix = new StringBuilder(3);
        for (int block = 0; block < 3; block++) {
            int bits = 0;
            for (int i = 0; i < 5; i++) {
                char c = id.charAt(block * 5 + i);
                if (c >= 'A' && c <= 'Z') {
                    bits |= 1 << i;
                }
            }
            suffix.append(SUFFIX_DIGITS.charAt(bits));
        }
        return suffix.toString();
    }

    @Override
    public int compareTo(RecordId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
