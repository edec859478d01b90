package dev.lockstep.orgsim.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.OrgUser;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Duration LIMIT = Duration.ofHours(2);

    private static final OrgUser USER =
            new OrgUser("005000000000001AAA", "integration@example.com", "I", "i@example.com", "00e000000000001AAA");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Sessions sessions = new Sessions("00D000000000001", () -> now, LIMIT);

    @Test
    void handsOutTokensThatBeginWithTheOrganization() {
        Session session = sessions.open(USER, new Session.Origin.Login());

        assertThat(session.token()).startsWith("00D000000000001!AQ");
        assertThat(sessions.find(session.token())).contains(session);
    }

    @Test
    void keepsEarlierSessionsOfTheSameUser() {
        Session first = sessions.open(USER, new Session.Origin.Login());
        Session second = sessions.open(USER, new Session.Origin.Login());

        assertThat(first.token()).isNotEqualTo(second.token());
        assertThat(sessions.find(first.token())).isPresent();
    }

    @Test
    void endsASessionThatIsNotUsedForTwoHours() {
        String token = sessions.open(USER, new Session.Origin.Login()).token();
        now = now.plus(LIMIT);
        assertThat(sessions.find(token)).isPresent();
        now = now.plus(LIMIT).plus(Duration.ofSeconds(1));

        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void noticesUseFromTheMiddleOfTheTimeOn() {
        String early = sessions.open(USER, new Session.Origin.Login()).token();
        String late = sessions.open(USER, new Session.Origin.Login()).token();
        now = now.plus(LIMIT.dividedBy(2)).minusSeconds(1);
        sessions.find(early);
        now = now.plusSeconds(1);
        sessions.find(late);
        now = now.plus(LIMIT.dividedBy(2)).plusSeconds(1);

        assertThat(sessions.find(early)).isEmpty();
        assertThat(sessions.find(late)).isPresent();
    }

    @Test
    void doesNotCloseASessionThatIsOver() {
        String token = sessions.open(USER, new Session.Origin.Login()).token();
        now = now.plus(LIMIT).plusSeconds(1);

        assertThat(sessions.close(token)).isFalse();
    }

    @Test
    void forgetsAClosedSession() {
        String token = sessions.open(USER, new Session.Origin.Login()).token();

        assertThat(sessions.close(token)).isTrue();
        assertThat(sessions.close(token)).isFalse();
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void tellsNoTokenInItsText() {
        Session session = sessions.open(USER, new Session.Origin.Login());

        assertThat(session.toString()).doesNotContain(session.token());
    }
}
