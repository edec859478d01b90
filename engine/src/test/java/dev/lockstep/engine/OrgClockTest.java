package dev.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrgClockTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    private Instant orgTime = BEGAN;
    private Duration asking = Duration.ZERO;
    private long nanos;
    private int asked;

    private final OrgClock clock = new OrgClock(this::ask, () -> nanos);

    private Instant ask() {
        asked++;
        var answer = orgTime;
        pass(asking);
        return answer;
    }

    private void pass(Duration time) {
        orgTime = orgTime.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void carriesTheOrgsTimeOnWithoutAsking() {
        pass(Duration.ofMinutes(4));

        assertThat(clock.now()).isEqualTo(BEGAN.plus(Duration.ofMinutes(4)));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void asksAgainAfterAWhile() {
        pass(Duration.ofMinutes(6));
        orgTime = orgTime.minusSeconds(2);

        assertThat(clock.now()).as("the org's own word").isEqualTo(orgTime);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void isNotAheadOfTheOrgWhenTheFirstQuestionWasLongOnItsWay() {
        var slow = new OrgClock(
                () -> {
                    pass(Duration.ofSeconds(3));
                    return orgTime;
                },
                () -> nanos);

        assertThat(slow.now()).isBeforeOrEqualTo(orgTime);
        pass(Duration.ofSeconds(1));
        assertThat(slow.now()).isBeforeOrEqualTo(orgTime);
    }

    @Test
    void isNeverAheadOfTheOrgHoweverLongTheAskingTakes() {
        asking = Duration.ofSeconds(3);
        pass(Duration.ofMinutes(6));

        assertThat(clock.now()).isBeforeOrEqualTo(orgTime);
        pass(Duration.ofSeconds(1));
        assertThat(clock.now()).isBeforeOrEqualTo(orgTime);
    }
}
