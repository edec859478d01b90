package dev.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {

    @ParameterizedTest
    @CsvSource({
        "001000000000001,001000000000001AAA",
        "00D000000000001,00D000000000001EAA",
        "0015g00000ABCDE,0015g00000ABCDEAA5",
        "a00zZzZzZzZzZzZ,a00zZzZzZzZzZzZQKV"
    })
    void addsTheChecksumOfTheCapitals(String fifteen, String eighteen) {
        assertThat(RecordId.of(fifteen).value()).isEqualTo(eighteen);
        assertThat(RecordId.of(eighteen)).isEqualTo(RecordId.of(fifteen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "001", "00D000000000001EAB", "00D00000000000!", "00D000000000001EAA "})
    void refusesWhatIsNoId(String text) {
        assertThatThrownBy(() -> RecordId.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void ordersAsSalesforceDoes() {
        // Bytes, not letters: capitals before small ones.
        assertThat(RecordId.of("001000000000Z00")).isLessThan(RecordId.of("001000000000a00"));
    }
}
