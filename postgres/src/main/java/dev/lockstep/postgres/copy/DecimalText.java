package dev.lockstep.postgres.copy;

/// The one spelling of decimal numbers that all types of PostgreSQL take and mean alike: `-12.50E+3`. What some take
/// besides (blanks, `NaN`, underscores, other bases) isn't it.
final class DecimalText {
    /// No number of an org comes near; longer ones are the server's affair.
    private static final int LONGEST = 400;

    private DecimalText() {}

    /// Whether the bytes are such a number.
    static boolean isDecimal(byte[] bytes, int offset, int length) {
        if (length > LONGEST) {
            return false;
        }
        int end = offset + length;
        int at = skipSign(bytes, offset, end);
        int whole = skipDigits(bytes, at, end);
        int digits = whole - at;
        at = whole;
        if (at < end && bytes[at] == '.') {
            int fraction = skipDigits(bytes, at + 1, end);
            digits += fraction - at - 1;
            at = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < end && isExponentMark(bytes[at])) {
            int exponent = skipSign(bytes, at + 1, end);
            at = skipDigits(bytes, exponent, end);
            return at == end && at > exponent;
        }
        return at == end;
    }

    /// Whether a number has no other digit than 0 before its exponent.
    static boolean isZero(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length && !isExponentMark(bytes[at]); at++) {
            if (bytes[at] >= '1' && bytes[at] <= '9') {
                return false;
            }
        }
        return true;
    }

    static boolean isExponentMark(byte b) {
        return b == 'e' || b == 'E';
    }

    private static int skipSign(byte[] bytes, int at, int end) {
        return at < end && (bytes[at] == '-' || bytes[at] == '+') ? at + 1 : at;
    }

    private static int skipDigits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }
}
