package dev.lockstep.salesforce.http;

import java.io.IOException;

/// A request without a whole answer.
public final class BrokenExchange extends IOException {
    private static final long serialVersionUID = 1L;

    private final Progress progress;

    BrokenExchange(String message, Progress progress, Throwable cause) {
        super(message, cause);
        this.progress = progress;
    }

    public Progress progress() {
        return progress;
    }
}
