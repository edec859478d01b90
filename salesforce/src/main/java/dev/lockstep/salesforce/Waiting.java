package dev.lockstep.salesforce;

import java.time.Duration;

/// How to wait before a read is repeated; passed in, so that tests don't.
@FunctionalInterface
public interface Waiting {
    void pause(Duration duration) throws InterruptedException;
}
