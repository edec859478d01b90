package dev.lockstep.orgsim.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.OrgUser;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final OrgUser USER =
            new OrgUser("005000000000001AAA", "integration@example.com", "I", "i@example.com", "00e000000000001AAA");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Sessions sessions = new Sessions("00D000000000001", () -> now);

    @Test
    void handsOutTokensThatBeginWithTheOrganization() {
        Session session = sessions.open(USER);

        assertThat(session.token()).startsWith("00D000000000001!AQ");
        assertThat(sessions.find(session.token())).contains(session);
    }

    @Test
    void keepsEarlierSessionsOfTheSameUser() {
        Session first = sessions.open(USER);
        Session second = sessions.open(USER);

        assertThat(first.token()).isNotEqualTo(second.token());
        assertThat(sessions.find(first.token())).isPresent();
    }

    @Test
    void endsASessionThatIsNotUsedForTwoHours() {
        String token = sessions.open(USER).token();
        now = now.plus(Sessions.IDLE_LIMIT);
        assertThat(sessions.find(token)).isPresent();
        now = now.plus(Sessions.IDLE_LIMIT).plus(Duration.ofSeconds(1));

        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void forgetsAClosedSession() {
        String token = sessions.open(USER).token();

        assertThat(sessions.close(token)).isTrue();
        assertThat(sessions.close(token)).isFalse();
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void tellsNoTokenInItsText() {
        Session session = sessions.open(USER);

        assertThat(session.toString()).doesNotContain(session.token());
    }
}
