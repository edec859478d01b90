package dev.lockstep.orgsim.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {
    @Test
    void readsPlainValuesAsTheirText() {
        assertThat(read("{\"fault\":\"answer-lost\",\"count\":2,\"object\":null,\"x\":true}"))
                .isEqualTo(Map.of("fault", "answer-lost", "count", "2", "x", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\":{}}", "{\"a\":[1]}", "{\"a\":", "nonsense"})
    void refusesAnythingElse(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(json));
    }

    private static Map<String, String> read(String json) {
        return FlatJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
