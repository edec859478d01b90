package dev.lockstep.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks for the bytes that structure CSV, eight a step.
///
/// A byte of a word is zero where subtracting one borrows into its highest bit. A borrow may run on into the bytes
/// behind a zero one, never into those before: so the lowest mark is always true, and it is the one that counts.
final class ByteSearch {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = ONES << 7;

    private ByteSearch() {}

    /// The first quote in `bytes` from `from` on; `limit` where there is none before it.
    static int quote(byte[] bytes, int from, int limit) {
        int at = from;
        for (; at <= limit - Long.BYTES; at += Long.BYTES) {
            long found = marks((long) WORD.get(bytes, at), '"');
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < limit && bytes[at] != '"') {
            at++;
        }
        return at;
    }

    /// The first byte from `from` on that ends an unquoted cell or has no place in it: comma, quote, line feed,
    /// carriage return; `limit` where there is none before it.
    static int structure(byte[] bytes, int from, int limit) {
        int at = from;
        for (; at <= limit - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORD.get(bytes, at);
            long found = marks(word, ',') | marks(word, '"') | marks(word, '\n') | marks(word, '\r');
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < limit && !isStructure(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isStructure(byte b) {
        return b == ',' || b == '"' || b == '\n' || b == '\r';
    }

    private static long marks(long word, char wanted) {
        long zeroed = word ^ wanted * ONES;
        return zeroed - ONES & ~zeroed & HIGHEST_BITS;
    }
}
