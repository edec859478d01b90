package dev.lockstep.app.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a command run until Ctrl-C or SIGTERM, and end in order then.
///
/// The JVM ends as soon as its shutdown hooks are through, so the hook waits for the command.
public final class UntilInterrupted {
    private static final long SECONDS_TO_END = 60;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Runnable first;

    /// Listens from now on.
    ///
    /// @param first done as soon as the end is asked for
    public UntilInterrupted(Runnable first) {
        this.first = first;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of the command"));
    }

    private void end() {
        first.run();
        asked.countDown();
        try {
            var inTime = done.await(SECONDS_TO_END, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("lockstep: what was under way did not end in time; the next start settles it.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /// Waits for a while; whether the end was asked for.
    public boolean await(long millis) throws InterruptedException {
        return asked.await(millis, TimeUnit.MILLISECONDS);
    }

    /// The command has ended: the JVM may, too.
    public void done() {
        done.countDown();
    }
}
