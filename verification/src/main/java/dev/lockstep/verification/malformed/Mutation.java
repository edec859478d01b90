package dev.lockstep.verification.malformed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Spoils an input that was sound, at places and in ways that a random source chooses.
final class Mutation {
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_SPAN = 40;
    private static final int MOST_REPEATS = 2_000;

    /// What readers stumble over: ends and beginnings of every notation, numbers beyond all types, characters that XML
    /// can't carry, bytes that are no UTF-8, entities, and names of things that aren't there.
    private static final List<byte[]> TOKENS = List.of(
                    "'",
                    "\"",
                    "\\",
                    "\\u0000",
                    "`",
                    "{",
                    "}",
                    "[",
                    "]",
                    "(",
                    ")",
                    "<",
                    ">",
                    "&",
                    "</",
                    "/>",
                    "<!--",
                    "]]>",
                    "<![CDATA[",
                    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
                    "&b;",
                    "&#0;",
                    "&#xFFFE;",
                    "<?xml version=\"1.1\"?>",
                    ",",
                    ";",
                    ":",
                    "=",
                    "\n",
                    "\r\n",
                    "\r",
                    "\t",
                    "\u0000",
                    "\u0001",
                    "\u007f",
                    "\u00a0",
                    "\u2028",
                    "\ufeff",
                    "\ufffe",
                    "\ud83d\udc4d",
                    "%",
                    "%00",
                    "#N/A",
                    "null",
                    "true",
                    "NaN",
                    "-Infinity",
                    "1e999999999",
                    "99999999999999999999999999",
                    "-0",
                    "0x10",
                    "9999-99-99",
                    "0000-00-00T00:00:00Z",
                    "SELECT",
                    "FROM",
                    "WHERE",
                    "AND",
                    "OR",
                    "NOT",
                    "NULLS LAST",
                    "LIMIT -1",
                    "OFFSET 99999999",
                    "GROUP BY",
                    "COUNT()",
                    ":bind",
                    "xsi:nil=\"true\"",
                    "xsi:type=\"x:y\"",
                    "Account",
                    "Id",
                    "Nothing__c",
                    "Owner.Name",
                    "sf__Id",
                    "@{first.id}",
                    "..",
                    "/",
                    "?")
            .stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    private static final List<byte[]> BROKEN_BYTES =
            List.of(bytes(0xff), bytes(0xc3), bytes(0xed, 0xa0, 0x80), bytes(0xf5, 0x80), bytes(0x80));

    private Mutation() {}

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /// The input with one to four changes. It may by chance still be sound.
    static byte[] of(byte[] input, Random random) {
        var spoiled = input;
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            spoiled = once(spoiled, random);
        }
        return spoiled;
    }

    private static byte[] once(byte[] input, Random random) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(LONGEST_SPAN));
        return switch (random.nextInt(8)) {
            case 0 -> replaced(input, from, to, new byte[0]);
            case 1 -> replaced(input, to, to, Arrays.copyOfRange(input, from, to));
            case 2 -> Arrays.copyOf(input, from);
            case 3 -> replaced(input, from, Math.min(input.length, from + 1), any(TOKENS, random));
            case 4 -> replaced(input, from, from, any(BROKEN_BYTES, random));
            case 5 -> replaced(input, from, from, repeated(any(TOKENS, random), 1 + random.nextInt(MOST_REPEATS)));
            case 6 -> replaced(input, from, to, reversed(Arrays.copyOfRange(input, from, to)));
            default -> replaced(input, from, from, any(TOKENS, random));
        };
    }

    private static byte[] any(List<byte[]> tokens, Random random) {
        return tokens.get(random.nextInt(tokens.size()));
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        var out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        out.writeBytes(by);
        out.write(input, to, input.length - to);
        return out.toByteArray();
    }

    private static byte[] repeated(byte[] token, int times) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(token);
        }
        return out.toByteArray();
    }

    private static byte[] reversed(byte[] span) {
        var reversed = new byte[span.length];
        for (int i = 0; i < span.length; i++) {
            reversed[i] = span[span.length - 1 - i];
        }
        return reversed;
    }
}
