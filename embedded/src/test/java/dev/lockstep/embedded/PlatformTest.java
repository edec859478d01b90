package dev.lockstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({"Linux, amd64, LINUX_AMD64", "Linux, aarch64, LINUX_ARM64"})
    void knowsTheMachinesThatHaveBinaries(String system, String processor, Platform platform) {
        assertThat(Platform.of(system, processor)).isEqualTo(platform);
    }

    @ParameterizedTest
    @EnumSource
    void hasTheBinariesOfEachOnTheClassPath(Platform platform) {
        assertThat(Platform.class.getResource("/" + platform.archive())).isNotNull();
    }

    @Test
    void namesAnUnsupportedMachineAndWhatToDo() {
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> Platform.of("Mac OS X", "aarch64"))
                .withMessageContaining("Mac OS X on aarch64")
                .withMessageContaining("server of your own")
                .satisfies(refused -> assertThat(refused.problem()).isEqualTo(Problem.PLATFORM_UNSUPPORTED));
    }
}
