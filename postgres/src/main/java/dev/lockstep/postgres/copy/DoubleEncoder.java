package dev.lockstep.postgres.copy;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/// Decimal numbers as the nearest `double precision`. PostgreSQL refuses those that are too large or too small for it,
/// where Java makes infinity or zero of them.
record DoubleEncoder() implements Encoder {
    @Override
    public boolean encode(byte[] bytes, int offset, int length, CopyBuffer target) {
        if (!DecimalText.isDecimal(bytes, offset, length)) {
            return false;
        }
        double value = JavaDoubleParser.parseDouble(bytes, offset, length);
        if (Double.isInfinite(value) || (value == 0 && !DecimalText.isZero(bytes, offset, length))) {
            return false;
        }
        target.putInt(Double.BYTES);
        target.putLong(Double.doubleToRawLongBits(value));
        return true;
    }
}
