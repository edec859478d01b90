package dev.lockstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedMemoryTest {
    private static final List<String> SEGMENTS = List.of(
            "       key      shmid perms                  size  cpid  lpid nattch   uid",
            "   5342276     196615   600                    56 18340 18787      3     0",
            "   5342277     196616   600                    56 18341 18788      0     0");

    @Test
    void isHeldWhileAProcessIsAttached() {
        assertThat(SharedMemory.isHeld(196_615, SEGMENTS)).isTrue();
    }

    @Test
    void isNotHeldWhenTheLastOneHasGoneOrItIsUnknown() {
        assertThat(SharedMemory.isHeld(196_616, SEGMENTS)).isFalse();
        assertThat(SharedMemory.isHeld(1, SEGMENTS)).isFalse();
        assertThat(SharedMemory.isHeld(1, List.of())).isFalse();
    }
}
