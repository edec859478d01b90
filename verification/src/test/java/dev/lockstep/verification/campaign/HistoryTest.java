package dev.lockstep.verification.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    private static History of(String versions) {
        return new History("00Q", "mark", versions.isEmpty() ? List.of() : List.of(versions.split(" ")), "UPDATED");
    }

    @Test
    void isCompleteWithEachVersionInItsPlace() {
        assertThat(of("v0 v1 v2 v3").isComplete()).isTrue();
        assertThat(of("v0 v1 v2 v3").lastVersion()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v0 v2", "v0 v1 v1", "v0 v2 v1", "v0 v1 v0", "v0 other"})
    void isNotCompleteOtherwise(String versions) {
        assertThat(of(versions).isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0 v1 v1", "v0 v2 v1", "v3 v3"})
    void doesNotRiseWhereAVersionComesTwiceOrLate(String versions) {
        assertThat(of(versions).isRising()).isFalse();
    }

    @Test
    void risesWhereVersionsAreLeftOut() {
        assertThat(of("v0 v3 v4").isRising()).isTrue();
        assertThat(of("").lastVersion()).isEqualTo(-1);
    }
}
