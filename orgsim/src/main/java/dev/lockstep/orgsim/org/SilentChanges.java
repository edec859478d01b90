package dev.lockstep.orgsim.org;

import java.util.Set;

/// Which silent changes move the `SystemModstamp` of the record that they change. Safe for many threads.
public final class SilentChanges {
    private volatile Set<SilentChange> moving = Set.of();

    public Set<SilentChange> moving() {
        return moving;
    }

    /// From now on exactly these move stamps.
    public void move(Set<SilentChange> changes) {
        moving = Set.copyOf(changes);
    }
}
