package dev.lockstep.postgres.log;

import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestDatabase.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// An application's session that waits in SQL while the test goes on.
final class Waiter implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final Prepared prepared;
    private final Session session;
    private final String pid;
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    private Waiter(Prepared prepared) {
        this.prepared = prepared;
        this.session = prepared.test().application();
        this.pid = session.one("SELECT pg_backend_pid()");
    }

    /// Returns once the session has looked and found that it has to wait.
    static Waiter of(LogFixture fixture, String sql) {
        var waiter = new Waiter(fixture.prepared());
        Thread.ofVirtual().start(() -> waiter.run(sql));
        waiter.untilItSleeps();
        return waiter;
    }

    private void run(String sql) {
        try {
            answer.complete(session.one(sql));
        } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
    }

    private void untilItSleeps() {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!"PgSleep".equals(prepared.one("SELECT wait_event FROM pg_stat_activity WHERE pid = " + pid))) {
            if (answer.isDone() || System.nanoTime() > deadline) {
                throw new AssertionError("it doesn't wait: " + answer);
            }
        }
    }

    String pid() {
        return pid;
    }

    String answer() {
        return answer.orTimeout(AT_MOST.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        session.close();
    }
}
