package dev.lockstep.postgres.copy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A type that has an encoder, with texts for it.
///
/// @param ordinary what an org sends, up to what it could
/// @param random what anybody might
record EncodedType(String sql, List<String> ordinary, RandomText random) {
    interface RandomText {
        byte[] of(Random random);
    }

    private static final int RANDOM_TEXTS = 3_000;
    private static final Pattern DIVIDER = Pattern.compile("[|\n]");

    /// Divided by `|` and line ends.
    private static final String ODD = """
         |0x1F|0b1|1_000| 1 |1 |+1|-|+|.|-.|e|.e1|1e|1e+|1.|.5|-.5e-3|+0|-0|-0.0|0e999
        00000000000000000000000000000012|1e400|-1e400|1e-400|1e99999999999999999999|0e99999999999999999999
        4.9E-324|2.4703282292062328E-324|2.4703282292062327E-324|1.7976931348623157E308|1.7976931348623159E308
        3.4028235677973366e38|7.006492321624085e-46|7.0064923216240854e-46|NaN|Infinity|-inf|1d|1f|0x1p3|1,5|١
        32768|-32769|2147483648|-2147483649|9223372036854775808|-9223372036854775809|92233720368547758070
        99999999999999999.99|t|TRUE|yes|on|1|tru|falsee|2026-02-29|2026-02-30|2026-13-01|2026-00-10|0000-01-01
        10000-01-01|2026-1-1|20260131|31.01.2026|01/02/2026|2026-01-31 BC|infinity|epoch|today|now|24:00:00
        23:59:60|10:00|10:00:00.1234567|10:00:00.|10:00:00,5|10:00:00+09|10:00:00 PM|2026-01-31T24:00:00Z
        2026-01-31T10:00:00|2026-01-31T10:00:00.000+0000|2026-01-31T10:00:00+09:00|2026-01-31T10:00:00z
        2026-01-31 10:00:00Z|2026-01-31T10:00Z|2026-01-31TZ|2026-01-31Z|2026-01-31T|Z|TZ
        2026-01-31T10:00:00.0000005Z|2026-01-31T23:59:59.9999995Z|2026-01-31T10:00:60Z\
        """;

    static Stream<EncodedType> all() {
        return Stream.of(
                new EncodedType(
                        "text", List.of("x", "Núñez 😀 日本", "a\nb\r\n\"c\"", "\\.", "NULL", " "), RandomCells::anyText),
                new EncodedType("varchar", List.of("x", "日本語".repeat(2_000)), RandomCells::anyText),
                new EncodedType("varchar(5)", List.of("x", "日本語😀é", "12345"), RandomCells::shortText),
                new EncodedType("character(5)", List.of("x", "日本語", "12345"), RandomCells::shortText),
                new EncodedType("smallint", List.of("0", "7", "-32768", "32767"), RandomCells::integer),
                new EncodedType("integer", List.of("0", "12", "-2147483648", "2147483647"), RandomCells::integer),
                new EncodedType(
                        "bigint",
                        List.of("0", "9007199254740993", "-9223372036854775808", "9223372036854775807"),
                        RandomCells::integer),
                new EncodedType(
                        "double precision",
                        List.of(
                                "0",
                                "0.0",
                                "12.5",
                                "-3",
                                "400.0",
                                "1.0E7",
                                "1.0E-7",
                                "1.23456789012345678E18",
                                "4.9E-324"),
                        RandomCells::decimal),
                new EncodedType(
                        "real",
                        List.of("0.0", "12.5", "1.0E7", "1.0E-7", "3.4028235E38", "1.4E-45"),
                        RandomCells::decimal),
                new EncodedType(
                        "numeric",
                        List.of("0", "0.0", "12.5", "-3", "1.0E7", "1.0E-7", "10000", "0.0001"),
                        RandomCells::decimal),
                new EncodedType(
                        "numeric(18,2)",
                        List.of("0", "12.5", "-3.999", "1.0E7", "9999999999999999.99"),
                        RandomCells::decimal),
                new EncodedType("numeric(3,-2)", List.of("100", "9990", "1.0E3"), RandomCells::decimal),
                new EncodedType("numeric(2,4)", List.of("0.0012", "0.0099", "0"), RandomCells::decimal),
                new EncodedType("boolean", List.of("true", "false"), RandomCells::flag),
                new EncodedType(
                        "date",
                        List.of("2026-01-31", "2024-02-29", "1700-01-01", "4000-12-31", "0001-01-01"),
                        RandomCells::date),
                new EncodedType("time", List.of("10:00:00.000Z", "00:00:00.000Z", "23:59:59.999Z"), RandomCells::clock),
                new EncodedType("time(0)", List.of("10:00:00.500Z", "23:59:59.999Z"), RandomCells::clock),
                new EncodedType(
                        "timestamp",
                        List.of("2026-01-31T10:00:00.000Z", "1700-01-01T00:00:00.000Z", "4000-12-31T23:59:59.999Z"),
                        RandomCells::timestamp),
                new EncodedType("timestamp(0)", List.of("2026-01-31T10:00:00.500Z"), RandomCells::timestamp),
                new EncodedType(
                        "timestamptz",
                        List.of("2026-01-31T10:00:00.000Z", "1700-01-01T00:00:00.000Z", "2026-01-02T13:00:00Z"),
                        RandomCells::timestamp));
    }

    /// The ordinary ones first.
    List<byte[]> texts(Random source) {
        var all = new ArrayList<byte[]>();
        ordinary.forEach(text -> all.add(utf8(text)));
        Stream.of("", "\0").forEach(text -> all.add(utf8(text)));
        DIVIDER.splitAsStream(ODD).forEach(text -> all.add(utf8(text)));
        for (int i = 0; i < RANDOM_TEXTS; i++) {
            all.add(random.of(source));
        }
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return sql;
    }
}
