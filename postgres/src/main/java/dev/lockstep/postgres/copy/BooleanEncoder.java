package dev.lockstep.postgres.copy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// `true` and `false`.
record BooleanEncoder() implements Encoder {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    @Override
    public boolean encode(byte[] bytes, int offset, int length, CopyBuffer target) {
        boolean isTrue = is(TRUE, bytes, offset, length);
        if (!isTrue && !is(FALSE, bytes, offset, length)) {
            return false;
        }
        target.putInt(Byte.BYTES);
        target.put((byte) (isTrue ? 1 : 0));
        return true;
    }

    private static boolean is(byte[] word, byte[] bytes, int offset, int length) {
        return Arrays.equals(word, 0, word.length, bytes, offset, offset + length);
    }
}
