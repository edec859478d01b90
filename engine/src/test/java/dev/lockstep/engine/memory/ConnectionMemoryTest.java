package dev.lockstep.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.RecordId;
import org.junit.jupiter.api.Test;

class ConnectionMemoryTest {
    private static final RecordId ORG = RecordId.of("00D000000000001");
    private static final ConnectionMemory KNOWN = new ConnectionMemory(ORG, "7", 1, 100);

    @Test
    void agreesWithWhatItRemembers() {
        assertThat(KNOWN.contradictedBy(KNOWN)).isEmpty();
    }

    @Test
    void agreesWithADatabaseThatHasSettledMore() {
        assertThat(KNOWN.contradictedBy(KNOWN.settledUpTo(101))).isEmpty();
    }

    @Test
    void contradictsAnotherOrg() {
        var other = new ConnectionMemory(RecordId.of("00D000000000002"), "7", 1, 100);

        assertThat(KNOWN.contradictedBy(other))
                .hasValueSatisfying(why -> assertThat(why).startsWith("the org is " + other.organization()));
    }

    @Test
    void contradictsAnotherCluster() {
        assertThat(KNOWN.contradictedBy(new ConnectionMemory(ORG, "8", 1, 100)))
                .hasValueSatisfying(why -> assertThat(why).endsWith("it looks like a copy"));
    }

    @Test
    void contradictsAnotherTimeline() {
        assertThat(KNOWN.contradictedBy(new ConnectionMemory(ORG, "7", 2, 100)))
                .hasValueSatisfying(why -> assertThat(why).endsWith("it looks restored or promoted"));
    }

    @Test
    void contradictsADatabaseThatStandsBehindWhatWasSettled() {
        assertThat(KNOWN.contradictedBy(KNOWN.settledUpTo(99)))
                .hasValueSatisfying(why -> assertThat(why).endsWith("it looks restored"));
    }
}
