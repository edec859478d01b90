package dev.lockstep.postgres.copy;

/// Decimal numbers as `numeric`, digit by digit: PostgreSQL keeps four of them in each of its own digits, and how many
/// were written behind the point. The server rounds to a column's scale.
///
/// @param wholeDigits how many a column takes before the point
/// @param scale how many it keeps behind it
record NumericEncoder(int wholeDigits, int scale) implements Encoder {
    /// `numeric` without precision.
    static final NumericEncoder ANY = new NumericEncoder(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final int DIGITS_IN_ONE = 4;
    private static final int POSITIVE = 0x0000;
    private static final int NEGATIVE = 0x4000;
    /// Beyond what any number of an org has.
    private static final int LARGEST_EXPONENT = 400;

    /// The digits of a number, wherever its point stands among them.
    private static final class Digits {
        private final byte[] bytes;
        private final int offset;
        private final int count;
        private final int pointAt;
        private final int exponent;

        Digits(byte[] bytes, int offset, int count, int pointAt, int exponent) {
            this.bytes = bytes;
            this.offset = offset;
            this.count = count;
            this.pointAt = pointAt;
            this.exponent = exponent;
        }

        /// How many of them are before the point once the exponent has moved it: negative, or more than there are,
        /// where
        /// that is beyond them.
        int beforePoint() {
            return pointAt + exponent;
        }

        int scale() {
            return Math.max(0, count - pointAt - exponent);
        }

        /// The place of the first digit that isn't 0; behind all of them where there is none.
        int first() {
            int first = 0;
            while (first < count && at(first) == 0) {
                first++;
            }
            return first;
        }

        /// The digit at this place, counted from the first one; 0 before and behind them.
        int at(int place) {
            if (place < 0 || place >= count) {
                return 0;
            }
            return bytes[offset + place + (place < pointAt ? 0 : 1)] - '0';
        }
    }

    @Override
    public boolean encode(byte[] bytes, int offset, int length, CopyBuffer target) {
        if (!DecimalText.isDecimal(bytes, offset, length)) {
            return false;
        }
        boolean hasSign = bytes[offset] == '-' || bytes[offset] == '+';
        var digits = digits(bytes, hasSign ? offset + 1 : offset, offset + length);
        if (Math.abs(digits.exponent) > LARGEST_EXPONENT || !fits(digits)) {
            return false;
        }
        put(digits, bytes[offset] == '-', target);
        return true;
    }

    /// Where a full number is rounded it may become too large.
    private boolean fits(Digits digits) {
        int first = digits.first();
        int whole = digits.beforePoint() - first;
        return first == digits.count || whole < wholeDigits || (whole == wholeDigits && digits.scale() <= scale);
    }

    private static Digits digits(byte[] bytes, int start, int end) {
        int pointAt = -1;
        int at = start;
        while (at < end && !DecimalText.isExponentMark(bytes[at])) {
            if (bytes[at] == '.') {
                pointAt = at - start;
            }
            at++;
        }
        int count = at - start - (pointAt < 0 ? 0 : 1);
        return new Digits(bytes, start, count, pointAt < 0 ? count : pointAt, exponent(bytes, at, end));
    }

    private static int exponent(byte[] bytes, int markAt, int end) {
        int exponent = 0;
        boolean isNegative = false;
        for (int at = markAt + 1; at < end; at++) {
            if (bytes[at] == '-') {
                isNegative = true;
            } else if (bytes[at] != '+') {
                exponent = Math.min(exponent * 10 + bytes[at] - '0', LARGEST_EXPONENT + 1);
            }
        }
        return isNegative ? -exponent : exponent;
    }

    private static void put(Digits digits, boolean isNegative, CopyBuffer target) {
        int first = digits.first();
        int last = digits.count - 1;
        while (last > first && digits.at(last) == 0) {
            last--;
        }
        boolean isZero = first > last;
        int weight = isZero ? 0 : Math.floorDiv(digits.beforePoint() - 1 - first, DIGITS_IN_ONE);
        int lastWeight = isZero ? 1 : Math.floorDiv(digits.beforePoint() - 1 - last, DIGITS_IN_ONE);
        int count = weight - lastWeight + 1;
        target.putInt((4 + count) * Short.BYTES);
        target.putShort(count);
        target.putShort(weight);
        target.putShort(isNegative && !isZero ? NEGATIVE : POSITIVE);
        target.putShort(digits.scale());
        for (int w = weight; w >= lastWeight; w--) {
            int value = 0;
            int place = digits.beforePoint() - DIGITS_IN_ONE * (w + 1);
            for (int i = 0; i < DIGITS_IN_ONE; i++) {
                value = value * 10 + digits.at(place + i);
            }
            target.putShort(value);
        }
    }
}
