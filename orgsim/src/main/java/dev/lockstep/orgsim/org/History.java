package dev.lockstep.orgsim.org;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The org's last changes, each record as it was after each of them. Those that a data folder's journal tells of are
/// there again when the org is opened. Safe for use by several threads.
public final class History implements ChangeListener {
    private final ChangeListener next;
    private final int mostKept;
    private final Deque<Happened> kept = new ArrayDeque<>();

    /// @param next hears everything, too
    /// @param mostKept of more changes the oldest are forgotten
    public History(ChangeListener next, int mostKept) {
        this.next = next;
        this.mostKept = mostKept;
    }

    /// One change, and the commit that it came with.
    public record Happened(ChangeSet set, RecordChange change) {}

    @Override
    public void opening(Schema schema) {
        next.opening(schema);
    }

    @Override
    public void committed(ChangeSet set, OrgState now) {
        keep(set);
        next.committed(set, now);
    }

    private synchronized void keep(ChangeSet set) {
        set.changes().forEach(change -> kept.addLast(new Happened(set, change)));
        while (kept.size() > mostKept) {
            kept.removeFirst();
        }
    }

    /// Of one object, in the order of the commits.
    public synchronized List<Happened> of(ObjectDefinition object) {
        return kept.stream()
                .filter(happened -> happened.change().after().object().name().equals(object.name()))
                .toList();
    }
}
