package dev.lockstep.embedded;

/// The signals that PostgreSQL gives a meaning to and that Java can't send itself.
enum Signal {
    /// Fast shutdown: sessions are ended, everything is written, then it stops.
    INT,
    /// Immediate shutdown: stops at once; the next start recovers from the log.
    QUIT;

    /// A process that is gone, or isn't ours to signal, is no error: whoever waits for its end notices.
    void sendTo(long pid) throws InterruptedException {
        Command.of("sh", "-c", "kill -s \"$0\" \"$1\"", name(), Long.toString(pid))
                .run();
    }
}
