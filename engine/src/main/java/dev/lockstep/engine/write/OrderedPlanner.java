package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Change;
import dev.lockstep.engine.content.Folding;
import dev.lockstep.model.Action;
import dev.lockstep.model.EntryEvent;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.RecordKey;
import dev.lockstep.postgres.log.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Plans ORDERED writing: the waiting entries in the order of their capture, cut into the longest legal
/// runs.
///
/// Pure: the same waiting entries give the same plan. Entries of records that are held back, or that
/// refer to one, are stepped over: others don't wait for them.
final class OrderedPlanner {
    private enum Taken {
        YES,
        /// Not by the call that is filled now.
        NEXT_CALL,
        /// Not before the org has answered what is planned so far.
        NEXT_PLAN
    }

    private final PlanSettings settings;
    private final References references;
    private final List<ReferenceCycles.Broken> changes;
    private final HeldChanges held;
    private final Map<ParentKey, Long> waitingParents = new HashMap<>();
    private final Set<RecordKey> heldRows = new HashSet<>();
    private final Set<RecordKey> madeRows = new HashSet<>();
    private final Map<ParentKey, RecordKey> makers = new HashMap<>();

    private final List<Plan.Dismissed> dismissed = new ArrayList<>();
    private final List<Plan.Call> calls = new ArrayList<>();
    private CallDraft draft;

    private OrderedPlanner(List<Change> changes, HeldChanges held, PlanSettings settings) {
        this.settings = settings;
        this.references = held.references();
        this.held = held;
        this.changes = ReferenceCycles.breakIn(changes, references);
        this.draft = new CallDraft(settings, references, Transport.SOAP);
        for (var change : this.changes) {
            references
                    .made(change.change())
                    .ifPresent(key ->
                            waitingParents.putIfAbsent(key, change.change().position()));
        }
    }

    /// Plans what is next.
    ///
    /// @param waiting entries that wait, with those of their rows that failed, in the order of capture
    /// @param unsettled entries that failed, are being sent or are tried later: see [HeldChanges]
    static Plan plan(List<Entry> waiting, List<Entry> unsettled, PlanSettings settings) {
        var changes = Folding.ordered(waiting, settings.failedEntries());
        return new OrderedPlanner(changes, HeldChanges.of(unsettled, settings), settings).plan();
    }

    private Plan plan() {
        for (int i = 0; i < changes.size(); i++) {
            if (heldRows.contains(changes.get(i).change().row())) {
                continue;
            }
            if (draft.isEmpty()) {
                draft = new CallDraft(settings, references, transport(i));
            }
            var taken = take(changes.get(i));
            if (taken == Taken.NEXT_CALL) {
                calls.addAll(draft.calls());
                draft = new CallDraft(settings, references, transport(i));
                taken = take(changes.get(i));
            }
            if (taken != Taken.YES) {
                break;
            }
        }
        calls.addAll(draft.calls());
        return new Plan(dismissed, calls);
    }

    /// Whether a run begins here that may be long enough for a job.
    private Transport transport(int from) {
        var first = changes.get(from).change().net();
        int run = from;
        while (run < changes.size()
                && run - from < settings.bulkFrom()
                && changes.get(run).change().net().table().equals(first.table())
                && changes.get(run).change().net().action() == first.action()) {
            run++;
        }
        return settings.isWorthAJob(run - from) && canGoByJob(changes.get(from).change())
                ? Transport.BULK
                : Transport.SOAP;
    }

    private boolean canGoByJob(Change change) {
        var mapping = settings.mapping(change);
        return Intents.of(change.net(), mapping) instanceof Intent.Send send
                && settings.mayGoByJob(mapping.orElseThrow(), send);
    }

    private Taken take(ReferenceCycles.Broken broken) {
        var change = broken.change();
        if (madeRows.contains(change.row())) {
            // Its record is known when the org has made it.
            return Taken.NEXT_PLAN;
        }
        if (draft.has(change.row())) {
            return Taken.NEXT_CALL;
        }
        var mapping = settings.mapping(change);
        return switch (Intents.of(change.net(), mapping)) {
            case Intent.Dismiss dismiss -> {
                dismissed.addAll(Plan.Dismissed.all(change, EntryEvent.DISMISSED, dismiss.message()));
                yield Taken.YES;
            }
            case Intent.Refuse refuse -> {
                draft.refuse(new Plan.Refused(change, mapping.orElseThrow(), refuse));
                hold(change);
                yield Taken.YES;
            }
            case Intent.Send send -> take(new Plan.Planned(change, mapping.orElseThrow(), send, broken.omitted()));
        };
    }

    private Taken take(Plan.Planned planned) {
        var change = planned.change();
        boolean isEarly = references.named(change).values().stream().anyMatch(parent -> waitsBehind(change, parent));
        if (isEarly || held.hold(change) || isMadeByAnother(change)) {
            hold(change);
            return Taken.YES;
        }
        if (!draft.take(planned)) {
            return Taken.NEXT_CALL;
        }
        references.freed(change).ifPresent(makers::remove);
        if (change.net().action() == Action.INSERT) {
            references.made(change).ifPresent(key -> makers.put(key, change.row()));
            if (change.net().sfid().isEmpty()) {
                madeRows.add(change.row());
            }
        }
        return Taken.YES;
    }

    private boolean waitsBehind(Change change, ParentKey parent) {
        var position = waitingParents.get(parent);
        return position != null && position > change.position();
    }

    /// Two rows that the org takes for one record never go in one plan: what became of the first decides.
    private boolean isMadeByAnother(Change change) {
        return references
                .made(change)
                .map(makers::get)
                .filter(row -> !row.equals(change.row()))
                .isPresent();
    }

    private void hold(Change change) {
        heldRows.add(change.row());
        held.add(change);
    }
}
