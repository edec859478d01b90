package dev.lockstep.engine;

/// Hears what the sync tells. Called from several threads, one call after the other for each mapping; it must
/// return soon and must not throw.
@FunctionalInterface
public interface SyncListener {
    void on(SyncEvent event);
}
