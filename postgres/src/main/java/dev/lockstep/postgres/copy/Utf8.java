package dev.lockstep.postgres.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Judges bytes as PostgreSQL does: well-formed UTF-8, and no NUL.
final class Utf8 {
    static final int INVALID = -1;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = ONES << 7;

    private Utf8() {}

    /// How many characters the bytes are, or [#INVALID].
    static int characters(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = skipAscii(bytes, offset, end);
        int continuations = 0;
        while (at < end) {
            int size = size(bytes, at, end);
            if (size == INVALID) {
                return INVALID;
            }
            continuations += size - 1;
            at = skipAscii(bytes, at + size, end);
        }
        return length - continuations;
    }

    /// Goes on by whole words of ASCII; the last one may overlap the one before it.
    private static int skipAscii(byte[] bytes, int from, int end) {
        int lastWord = end - Long.BYTES;
        int at = from;
        while (at <= lastWord) {
            if (!isAscii((long) WORD.get(bytes, at))) {
                return at;
            }
            at += Long.BYTES;
        }
        return at > from && isAscii((long) WORD.get(bytes, lastWord)) ? end : at;
    }

    /// Whether all eight are ASCII and none is NUL: only then does nothing reach a highest bit, neither from the byte
    /// itself nor from subtracting one.
    private static boolean isAscii(long word) {
        return (((word - ONES) | word) & HIGHEST_BITS) == 0;
    }

    /// How many bytes the character at `at` has, or [#INVALID].
    private static int size(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return first == 0 ? INVALID : 1;
        }
        int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + size > end || !secondFits(first, bytes[at + 1] & 0xff)) {
            return INVALID;
        }
        for (int i = 2; i < size; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return INVALID;
            }
        }
        return size;
    }

    /// Shorter forms exist of what these would spell, or they are surrogates, or beyond the last character.
    private static boolean secondFits(int first, int second) {
        return switch (first) {
            case 0xe0 -> second >= 0xa0 && second <= 0xbf;
            case 0xed -> second >= 0x80 && second <= 0x9f;
            case 0xf0 -> second >= 0x90 && second <= 0xbf;
            case 0xf4 -> second >= 0x80 && second <= 0x8f;
            default -> second >= 0x80 && second <= 0xbf;
        };
    }
}
