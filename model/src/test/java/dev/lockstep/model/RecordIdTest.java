package dev.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {
    private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

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
    void tellsOfBytesWhatItTellsOfTexts() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var text = mutated(RecordId.of(random(random)).value(), random);
            byte[] bytes = ("xy" + text + "z").getBytes(StandardCharsets.UTF_8);

            assertThat(RecordId.isId(bytes, 2, bytes.length - 3))
                    .as("%s, seed %d", text, seed)
                    .isEqualTo(isRecordId(text));
        }
    }

    private static String random(Random random) {
        return random.ints(15, 0, CHARACTERS.length())
                .mapToObj(CHARACTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    /// Half of them as they were.
    private static String mutated(String id, Random random) {
        int place = random.nextInt(id.length());
        return switch (random.nextInt(6)) {
            case 0 -> id.substring(0, place);
            case 1 -> id.substring(0, place) + "!é_-@[`{/:".charAt(random.nextInt(10)) + id.substring(place + 1);
            case 2 ->
                id.substring(0, place)
                        + CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))
                        + id.substring(place + 1);
            default -> id;
        };
    }

    private static boolean isRecordId(String text) {
        try {
            return new RecordId(text).value().equals(text);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    @Test
    void ordersAsSalesforceDoes() {
        // Bytes, not letters: capitals before small ones.
        assertThat(RecordId.of("001000000000Z00")).isLessThan(RecordId.of("001000000000a00"));
    }
}
