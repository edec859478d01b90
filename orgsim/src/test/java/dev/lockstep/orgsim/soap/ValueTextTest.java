package dev.lockstep.orgsim.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
    @Test
    void writesTimesInUtcWithMilliseconds() {
        assertThat(ValueText.moment(Instant.parse("2022-10-20T16:46:32Z"))).isEqualTo("2022-10-20T16:46:32.000Z");
        assertThat(ValueText.time(LocalTime.of(9, 5))).isEqualTo("09:05:00.000Z");
    }

    @ParameterizedTest
    @CsvSource({"400,400.0", "1000.50,1000.5", "10000000,1.0E7", "0.00,0.0", "-3.25,-3.25"})
    void writesDecimalsAsDoubles(BigDecimal number, String text) {
        assertThat(ValueText.decimal(number)).isEqualTo(text);
    }
}
