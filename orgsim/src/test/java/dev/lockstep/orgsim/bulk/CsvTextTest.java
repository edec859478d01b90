package dev.lockstep.orgsim.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final long FIRST_SECOND =
            Instant.parse("1700-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("4000-12-31T23:59:59Z").getEpochSecond();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1700-01-01T00:00:00.000Z",
                "1969-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00.000Z",
                "2000-02-29T12:34:56.007Z",
                "2026-01-31T10:00:00.000Z",
                "4000-12-31T23:59:59.000Z"
            })
    void writesMomentsWithMilliseconds(String text) {
        assertThat(CsvText.of(new Value.Moment(Instant.parse(text)))).isEqualTo(text);
    }

    @Test
    void writesAnyMomentAsAFormatterDoes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            var moment =
                    Instant.ofEpochSecond(random.nextLong(FIRST_SECOND, LAST_SECOND), random.nextInt(1_000_000_000));

            assertThat(CsvText.moment(moment)).as("seed " + seed).isEqualTo(MOMENT.format(moment));
        }
    }

    @ParameterizedTest
    @CsvSource({"400.00,400.0", "0.5000,0.5", "-12.3456,-12.3456", "10000000,1.0E7", "0.0001,1.0E-4", "0,0.0"})
    void writesDecimalsAsJavaWritesADouble(BigDecimal number, String text) {
        assertThat(CsvText.of(new Value.Decimal(number))).isEqualTo(text);
    }

    @Test
    void writesTheOtherKindsOfValues() {
        assertThat(CsvText.of(Value.Absent.ABSENT)).isEmpty();
        assertThat(CsvText.of(new Value.Text("a \"b\""))).isEqualTo("a \"b\"");
        assertThat(CsvText.of(new Value.Whole(-7))).isEqualTo("-7");
        assertThat(CsvText.of(new Value.Flag(true))).isEqualTo("true");
        assertThat(CsvText.of(new Value.Day(LocalDate.of(2026, 1, 31)))).isEqualTo("2026-01-31");
        assertThat(CsvText.of(new Value.TimeOfDay(LocalTime.of(17, 5)))).isEqualTo("17:05:00.000Z");
    }
}
