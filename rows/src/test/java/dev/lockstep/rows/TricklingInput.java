package dev.lockstep.rows;

import java.io.InputStream;
import java.util.Random;

/// Bytes that come as a network brings them: in pieces of any size.
final class TricklingInput extends InputStream {
    private final byte[] bytes;
    private final Random random;
    private int position;

    TricklingInput(byte[] bytes, Random random) {
        this.bytes = bytes;
        this.random = random;
    }

    @Override
    public int read() {
        return position == bytes.length ? -1 : bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position == bytes.length) {
            return -1;
        }
        int count = Math.min(1 + random.nextInt(length), bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }
}
