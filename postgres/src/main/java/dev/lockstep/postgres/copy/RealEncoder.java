package dev.lockstep.postgres.copy;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;

/// Decimal numbers as the nearest `real`, as [DoubleEncoder] does.
record RealEncoder() implements Encoder {
    @Override
    public boolean encode(byte[] bytes, int offset, int length, CopyBuffer target) {
        if (!DecimalText.isDecimal(bytes, offset, length)) {
            return false;
        }
        float value = JavaFloatParser.parseFloat(bytes, offset, length);
        if (Float.isInfinite(value) || (value == 0 && !DecimalText.isZero(bytes, offset, length))) {
            return false;
        }
        target.putInt(Float.BYTES);
        target.putInt(Float.floatToRawIntBits(value));
        return true;
    }
}
