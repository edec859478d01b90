package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoNumberTest {
    private static final Instant MADE = Instant.parse("2026-03-04T23:59:59Z");

    @ParameterizedTest
    @CsvSource({
        "D-{00000}, 1, 1, D-00001",
        "D-{00000}, 1, 123456, D-123456",
        "{0}, 100, 1, 100",
        "{0}, 100, 3, 102",
        "{YYYY}-{YY}-{MM}-{DD}-{00}, 1, 7, 2026-26-03-04-07"
    })
    void writesNumberAndDay(String format, long first, long count, String text) {
        assertThat(new AutoNumber(format, first).text(count, MADE)).isEqualTo(text);
    }

    @Test
    void refusesAFormatWithoutExactlyOnePlaceForTheNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AutoNumber("D-", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new AutoNumber("{0}{0}", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new AutoNumber("{YYYY}", 1));
    }
}
