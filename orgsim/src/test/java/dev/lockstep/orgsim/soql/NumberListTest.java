package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberListTest {
    @Test
    void givesBackWhatWasAdded() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 100; round++) {
            var numbers = random.longs(random.nextInt(200), 0, 20).toArray();

            assertThat(NumberList.of(numbers).toArray()).as("seed %d", seed).containsExactly(numbers);
        }
    }

    @Test
    void keepsRunsAndJumps() {
        var list = NumberList.of(new long[] {5, 6, 7, 56_800_235_584L, 3, 2, 1});

        assertThat(list.size()).isEqualTo(7);
        assertThat(list.get(2)).isEqualTo(7);
        assertThat(list.get(3)).isEqualTo(56_800_235_584L);
        assertThat(list.get(6)).isEqualTo(1);
    }

    @Test
    void endsWhereItEnds() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> NumberList.of(new long[] {1}).get(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> NumberList.of(new long[0]).get(0));
    }
}
