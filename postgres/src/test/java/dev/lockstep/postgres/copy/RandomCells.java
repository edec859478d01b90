package dev.lockstep.postgres.copy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Random texts for cells: most of them right for their type, some nearly, texts also as bytes that are none.
final class RandomCells {
    /// The first and last of what is right, and what lies beyond: overlong forms, surrogates, beyond the last
    /// character,
    /// a continuation too few or alone.
    private static final List<String> AT_THE_EDGE_OF_UTF8 = List.of(
            "c280",
            "dfbf",
            "e0a080",
            "ed9fbf",
            "ee8080",
            "efbfbf",
            "f0908080",
            "f48fbfbf",
            "c080",
            "c1bf",
            "e09fbf",
            "eda080",
            "edbfbf",
            "f08fbfbf",
            "f4908080",
            "f5808080",
            "ff",
            "80",
            "bf",
            "c2",
            "e0a0",
            "f09080",
            "c27f",
            "c2c0",
            "e0a07f",
            "f09080c0");

    private RandomCells() {}

    static byte[] anyText(Random random) {
        if (random.nextInt(3) == 0) {
            var bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            return bytes;
        }
        if (random.nextInt(4) == 0) {
            var edge = AT_THE_EDGE_OF_UTF8.get(random.nextInt(AT_THE_EDGE_OF_UTF8.size()));
            return HexFormat.of().parseHex("61".repeat(random.nextInt(10)) + edge + "62".repeat(random.nextInt(10)));
        }
        var text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.appendCodePoint(character(random));
        }
        byte[] bytes = utf8(text.toString());
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static int character(Random random) {
        int any = random.nextInt(Character.MAX_CODE_POINT + 1);
        boolean isSurrogate = any >= Character.MIN_SURROGATE && any <= Character.MAX_SURROGATE;
        return switch (random.nextInt(4)) {
            case 0 -> isSurrogate ? 'x' : any;
            case 1 -> random.nextInt(0x900);
            default -> random.nextInt(0x80);
        };
    }

    static byte[] shortText(Random random) {
        return utf8("é 日x".repeat(3).substring(0, random.nextInt(9)) + " ".repeat(random.nextInt(4)));
    }

    static byte[] integer(Random random) {
        return mutated(
                switch (random.nextInt(4)) {
                    case 0 -> Long.toString(random.nextLong());
                    case 1 -> Integer.toString(random.nextInt());
                    case 2 -> new BigInteger(70, random).toString();
                    default -> Integer.toString(random.nextInt(100_000) - 50_000);
                },
                random);
    }

    static byte[] decimal(Random random) {
        return mutated(
                switch (random.nextInt(6)) {
                    case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                    case 1 -> Float.toString(Float.intBitsToFloat(random.nextInt()));
                    case 2 ->
                        new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(60) - 30).toString();
                    case 3 ->
                        new BigDecimal(new BigInteger(random.nextInt(100), random), random.nextInt(40)).toPlainString();
                    case 4 -> betweenTwoDoubles(random);
                    default -> random.nextInt(10_000) + "." + random.nextInt(10_000);
                },
                random);
    }

    /// The hardest to round: the exact middle, with or without a little more.
    private static String betweenTwoDoubles(Random random) {
        double low = random.nextDouble() * Math.pow(10, random.nextInt(30) - 15);
        var middle = new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.TWO);
        return middle.toPlainString() + (random.nextBoolean() ? "" : "0001");
    }

    static byte[] flag(Random random) {
        return mutated(random.nextBoolean() ? "true" : "false", random);
    }

    static byte[] date(Random random) {
        return mutated(day(random), random);
    }

    static byte[] clock(Random random) {
        return mutated(time(random) + (random.nextBoolean() ? "Z" : ""), random);
    }

    static byte[] timestamp(Random random) {
        return mutated(day(random) + "T" + time(random) + (random.nextInt(4) > 0 ? "Z" : ""), random);
    }

    private static String day(Random random) {
        int year = random.nextBoolean() ? 1900 + random.nextInt(200) : random.nextInt(10_000);
        return "%04d-%02d-%02d".formatted(year, 1 + random.nextInt(12), 1 + random.nextInt(31));
    }

    private static String time(Random random) {
        var fraction = random.nextBoolean() ? "" : "." + Long.toString(random.nextLong(1L << 40), 7);
        return "%02d:%02d:%02d".formatted(random.nextInt(25), random.nextInt(60), random.nextInt(61))
                + fraction.substring(0, Math.min(fraction.length(), random.nextInt(9)));
    }

    /// Most as they are, some with one character changed, taken out or put in.
    private static byte[] mutated(String text, Random random) {
        if (text.isEmpty() || random.nextInt(3) > 0) {
            return utf8(text);
        }
        int at = random.nextInt(text.length());
        var change = "0159+-.eE:TZz /x_".charAt(random.nextInt(17)) + "";
        return utf8(
                switch (random.nextInt(3)) {
                    case 0 -> text.substring(0, at) + change + text.substring(at + 1);
                    case 1 -> text.substring(0, at) + text.substring(at + 1);
                    default -> text.substring(0, at) + change + text.substring(at);
                });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
