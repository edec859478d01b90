package dev.lockstep.postgres.copy;

/// Whole numbers in decimal digits.
enum IntegerEncoder implements Encoder {
    SMALLINT(Short.MIN_VALUE, Short.BYTES),
    INTEGER(Integer.MIN_VALUE, Integer.BYTES),
    BIGINT(Long.MIN_VALUE, Long.BYTES);

    private final long least;
    private final int size;

    IntegerEncoder(long least, int size) {
        this.least = least;
        this.size = size;
    }

    @Override
    public boolean encode(byte[] bytes, int offset, int length, CopyBuffer target) {
        boolean isNegative = length > 0 && bytes[offset] == '-';
        boolean hasSign = isNegative || (length > 0 && bytes[offset] == '+');
        int end = offset + length;
        int at = hasSign ? offset + 1 : offset;
        if (at == end) {
            return false;
        }
        // Counted below zero, where there is one number more than above.
        long limit = isNegative ? least : least + 1;
        long value = 0;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || value < limit / 10 || value * 10 < limit + digit) {
                return false;
            }
            value = value * 10 - digit;
        }
        put(isNegative ? value : -value, target);
        return true;
    }

    private void put(long value, CopyBuffer target) {
        target.putInt(size);
        switch (this) {
            case SMALLINT -> target.putShort((short) value);
            case INTEGER -> target.putInt((int) value);
            case BIGINT -> target.putLong(value);
        }
    }
}
