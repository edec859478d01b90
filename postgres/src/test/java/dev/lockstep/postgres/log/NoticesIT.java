package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static dev.lockstep.postgres.log.LogFixture.SECOND;
import static dev.lockstep.postgres.log.LogFixture.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.configuration.SettledNotice;
import dev.lockstep.postgres.TestDatabase.Session;
import dev.lockstep.postgres.TestMappings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// What a session hears that listens to what is settled.
class NoticesIT {
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String CHANNEL = "lockstep_salesforce";
    private static final String THE_END = "the end";

    private static LogFixture withRows(int rows) {
        var fixture = LogFixture.of(TestMappings.account(), TestMappings.contact());
        fixture.run("INSERT INTO account (name) SELECT 'a' FROM generate_series(1, " + rows + ")");
        return fixture.telling();
    }

    private static Session listener(LogFixture fixture) {
        var session = fixture.prepared().test().application();
        session.run("LISTEN " + CHANNEL);
        return session;
    }

    /// All that was told before this, in order.
    private static List<String> heard(LogFixture fixture, Session listener) {
        fixture.run("NOTIFY " + CHANNEL + ", '" + THE_END + "'");
        var heard = new ArrayList<String>();
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!heard.contains(THE_END)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the end isn't heard after " + heard);
            }
            try {
                var connection = listener.connection().unwrap(PGConnection.class);
                for (var notification : connection.getNotifications(1_000)) {
                    heard.add(notification.getParameter());
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
        heard.removeLast();
        return heard;
    }

    private static String notice(String table, String state, String ids) {
        return "{\"table\" : \"" + table + "\", \"state\" : \"" + state + "\", \"ids\" : [" + ids + "]}";
    }

    @Test
    void tellsWhichRowsASettlingConcernedAndWhatBecameOfThem() {
        try (var fixture = withRows(3);
                var listener = listener(fixture)) {
            fixture.run("INSERT INTO contact (lastname) VALUES ('b')");
            fixture.settle(
                    fixture.claim(1L, 2L, 3L, 4L),
                    accepted(1, FIRST),
                    new Settlement.Refused(2, "NO", "Name is taken"),
                    accepted(3, SECOND),
                    accepted(4, LogFixture.THIRD));

            assertThat(heard(fixture, listener))
                    .containsExactly(
                            notice("account", "FAILED", "2"),
                            notice("account", "SUCCESS", "1, 3"),
                            notice("contact", "SUCCESS", "1"));
        }
    }

    @Test
    void tellsOfWhatNeedsNoCallButNotOfWhatWaitsAgain() {
        try (var fixture = withRows(2);
                var listener = listener(fixture)) {
            fixture.log().release(fixture.epoch(), fixture.claim(1L, 2L), "the org is away");
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(2, "nothing to send")));

            assertThat(heard(fixture, listener)).containsExactly(notice("account", "IGNORED", "2"));
        }
    }

    @Test
    void tellsNothingOfASettlingThatIsRolledBack() {
        try (var fixture = withRows(2);
                var listener = listener(fixture)) {
            var attempt = fixture.claim(1L);
            var database = fixture.prepared().database();
            assertThatThrownBy(() -> database.transaction(connection -> {
                        var notices = new Notices(database.schema(), SettledNotice.NOTIFY);
                        new Settle(database.schema(), fixture.epoch(), attempt, notices)
                                .run(connection, List.of(accepted(1, FIRST)));
                        throw new IllegalStateException("rolled back");
                    }))
                    .hasMessage("rolled back");
            fixture.accept(2, SECOND);

            assertThat(heard(fixture, listener)).containsExactly(notice("account", "SUCCESS", "2"));
        }
    }

    @Test
    void tellsNothingUnlessAsked() {
        try (var fixture = withRows(1);
                var listener = listener(fixture)) {
            var log = new TriggerLog(fixture.prepared().database());
            log.settle(fixture.epoch(), fixture.claim(1L), List.of(accepted(1, FIRST)));

            assertThat(heard(fixture, listener)).isEmpty();
        }
    }

    @Test
    void dividesWhatIsTooLongForANotice() {
        try (var fixture = withRows(0);
                var listener = listener(fixture)) {
            fixture.run("INSERT INTO account (id, name) SELECT 9000000000000000000 + i, 'a'"
                    + " FROM generate_series(1, 1000) i");
            fixture.log()
                    .dismiss(
                            fixture.epoch(),
                            fixture.waitingIds().stream()
                                    .map(id -> new Dismissal(id, "nothing to send"))
                                    .toList());

            var heard = heard(fixture, listener);
            assertThat(heard).hasSize(4).allSatisfy(notice -> assertThat(notice).hasSizeLessThan(8000));
            assertThat(String.join(" ", heard).split("9000000000000", -1)).hasSize(1001);
        }
    }

    /// A queue that is full would let no settling commit.
    @Test
    void goesOnSettlingWhereAListenerKeepsTheQueueFull() {
        try (var fixture = withRows(2);
                var listener = listener(fixture);
                var forgotten = listener(fixture)) {
            forgotten.run("BEGIN", "SELECT 1");
            fixture.run("SELECT pg_notify('others', i || repeat('x', 7900)) FROM generate_series(1, 45) i");
            assertThat(fixture.rows("SELECT pg_notification_queue_usage() > 0.5"))
                    .containsExactly("t");

            assertThat(fixture.settle(fixture.claim(1L), accepted(1, FIRST))).isOne();
            forgotten.run("COMMIT");
            forgotten.run("SELECT 1");
            fixture.accept(2, SECOND);

            assertThat(heard(fixture, listener)).containsExactly(notice("account", "SUCCESS", "2"));
        }
    }
}
