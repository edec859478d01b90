package dev.lockstep.postgres.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.Prepared;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Who takes a connection over ends its predecessor, whatever state that is in.
class EpochsIT {
    private static boolean check(DataDatabase database, Epoch epoch) {
        return database.transaction(connection -> {
            epoch.check(connection);
            return true;
        });
    }

    @Test
    void eachTakeoverRaisesTheEpochAndNamesItsHolder() {
        try (var prepared = Prepared.strict();
                var other = prepared.another()) {
            var first = new Epochs(prepared.database()).take("the first");
            var second = new Epochs(other).take("the second");

            assertThat(second.number()).isEqualTo(first.number() + 1);
            assertThat(prepared.one("SELECT holder FROM _lockstep_epoch")).isEqualTo("the second");
            assertThat(check(other, second)).isTrue();
            assertThatThrownBy(() -> check(prepared.database(), first)).isInstanceOf(EpochLost.class);
        }
    }

    @Test
    void aSessionThatHoldsTheEpochInAnOpenTransactionWouldStopAPlainUpdate() {
        try (var prepared = Prepared.strict();
                var holder = prepared.test().application()) {
            holder.run("BEGIN", "SELECT epoch FROM _lockstep_epoch FOR SHARE");
            prepared.run("SET lock_timeout = '200ms'");

            assertThatThrownBy(() -> prepared.run("UPDATE _lockstep_epoch SET epoch = epoch + 1"))
                    .hasMessageContaining("lock timeout");
        }
    }

    @Test
    void aSessionThatHoldsTheEpochInAnOpenTransactionIsEnded() throws Exception {
        try (var prepared = Prepared.strict();
                var other = prepared.another();
                var thread = Executors.newSingleThreadExecutor()) {
            var epoch = new Epochs(prepared.database()).take("the stopped one");
            var holds = new CountDownLatch(1);
            var takenOver = new CompletableFuture<Boolean>();
            Future<Integer> stopped = thread.submit(() -> prepared.database().transaction(connection -> {
                epoch.check(connection);
                holds.countDown();
                takenOver.join();
                return connection
                        .prepareStatement("UPDATE salesforce._lockstep_epoch SET holder = 'late'")
                        .executeUpdate();
            }));
            holds.await();

            long began = System.nanoTime();
            new Epochs(other).take("the successor");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
            takenOver.complete(true);
            assertThatThrownBy(stopped::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            DatabaseFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.GONE));
            assertThat(prepared.one("SELECT holder FROM _lockstep_epoch")).isEqualTo("the successor");
        }
    }

    @Test
    void sessionsOfApplicationsAndOfOtherConnectionsAreLeftAlone() {
        try (var prepared = Prepared.strict();
                var application = prepared.test().application();
                var likewise = prepared.test().application()) {
            likewise.run("SET application_name = 'lockstep/test2/1'");
            new Epochs(prepared.database()).take("a");
            new Epochs(prepared.database()).take("b");

            assertThat(application.one("SELECT 1")).isEqualTo("1");
            assertThat(likewise.one("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void theEpochStandsInTheNameOfASessionWhileItWorks() {
        try (var prepared = Prepared.strict()) {
            var epoch = new Epochs(prepared.database()).take("a");
            var name = prepared.database().transaction(connection -> {
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery("SELECT current_setting('application_name')")) {
                    row.next();
                    return row.getString(1);
                }
            });

            assertThat(name).isEqualTo("lockstep/test/" + epoch.number());
        }
    }

    @Test
    void theEpochCannotBeTakenWhileATransactionThatCheckedItCommits() {
        try (var prepared = Prepared.strict();
                var other = prepared.test().application()) {
            var epoch = new Epochs(prepared.database()).take("a");
            other.run("SET lock_timeout = '100ms'");
            prepared.database().transaction(connection -> {
                epoch.check(connection);
                assertThatThrownBy(() -> other.run("UPDATE _lockstep_epoch SET epoch = epoch + 1"))
                        .hasMessageContaining("lock timeout");
                return true;
            });
        }
    }
}
