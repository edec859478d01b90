package dev.lockstep.orgsim.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {
    @ParameterizedTest
    @CsvSource({"30.0,RETIRED", "31.0,OFFERED", "67.0,OFFERED", "68.0,UNKNOWN"})
    void knowsWhereAVersionStands(String text, ApiVersion.Standing standing) {
        assertThat(ApiVersion.parse(text))
                .hasValueSatisfying(version -> assertThat(version.standing()).isEqualTo(standing));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "65", "65.1", "v65.0", "sixty", "-1.0"})
    void readsNothingElseAsAVersion(String text) {
        assertThat(ApiVersion.parse(text)).isEmpty();
    }

    @Test
    void offersAnUnbrokenRange() {
        assertThat(ApiVersion.offered())
                .hasSize(37)
                .startsWith(ApiVersion.OLDEST)
                .endsWith(ApiVersion.NEWEST);
    }
}
