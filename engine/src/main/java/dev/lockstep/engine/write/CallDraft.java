package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Operation;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.log.RecordKey;
import dev.lockstep.postgres.log.Transport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A call while it is filled, within what the org takes in one: records of one verb; of several
/// objects, but not for an upsert; each record once, and none beside one of its type that it names by
/// an external id.
final class CallDraft {
    /// The org takes at most so many switches between types of objects in one call.
    private static final int MOST_RUNS_OF_TYPES = 10;

    private final PlanSettings settings;
    private final References references;
    private final Transport transport;
    private final List<Plan.Planned> records = new ArrayList<>();
    private final List<Plan.Refused> refused = new ArrayList<>();
    private final Set<RecordKey> rows = new HashSet<>();
    private final Set<RecordId> ids = new HashSet<>();
    private final Set<ParentKey> keys = new HashSet<>();
    private int runsOfTypes;

    /// @param transport which the call has if it gets long enough for it
    CallDraft(PlanSettings settings, References references, Transport transport) {
        this.settings = settings;
        this.references = references;
        this.transport = transport;
    }

    boolean isEmpty() {
        return records.isEmpty() && refused.isEmpty();
    }

    boolean has(RecordKey row) {
        return rows.contains(row);
    }

    void refuse(Plan.Refused record) {
        refused.add(record);
        rows.add(record.change().row());
    }

    /// Takes the record; says no where it doesn't fit.
    boolean take(Plan.Planned record) {
        var key = references.taken(record.change()).map(CallDraft::withoutCase);
        var named = references.named(record.change()).values();
        if (!fits(record)
                || key.filter(keys::contains).isPresent()
                || named.stream().map(CallDraft::withoutCase).anyMatch(keys::contains)) {
            return false;
        }
        if (records.isEmpty() || !isOfOneObject(records.getLast(), record)) {
            runsOfTypes++;
        }
        records.add(record);
        rows.add(record.change().row());
        record.change().net().sfid().ifPresent(ids::add);
        key.ifPresent(keys::add);
        return true;
    }

    /// Results are told apart by keys in an answer that may spell them another way.
    private static ParentKey withoutCase(ParentKey key) {
        return new ParentKey(key.object(), key.column(), key.value().toLowerCase(Locale.ROOT));
    }

    private boolean fits(Plan.Planned record) {
        boolean isThere = record.change().net().sfid().filter(ids::contains).isPresent();
        if (has(record.change().row()) || isThere || !canTravel(record)) {
            return false;
        }
        if (records.isEmpty()) {
            return true;
        }
        var first = records.getFirst();
        if (records.size() >= most()
                || first.intent().operation() != record.intent().operation()) {
            return false;
        }
        boolean isOfOneObject = isOfOneObject(records.getLast(), record);
        if (record.intent() instanceof Intent.Upsert upsert) {
            return isOfOneObject && keyOf(first.intent()).equals(Optional.of(upsert.key()));
        }
        return isOfOneObject || (transport == Transport.SOAP && runsOfTypes < MOST_RUNS_OF_TYPES);
    }

    private boolean canTravel(Plan.Planned record) {
        return transport == Transport.SOAP || settings.mayGoByJob(record.mapping(), record.intent());
    }

    private int most() {
        return transport == Transport.SOAP ? settings.recordsPerCall() : settings.recordsPerJob();
    }

    private static boolean isOfOneObject(Plan.Planned one, Plan.Planned other) {
        return one.mapping().object().equals(other.mapping().object());
    }

    private static Optional<FieldName> keyOf(Intent.Send intent) {
        return intent instanceof Intent.Upsert upsert ? Optional.of(upsert.key()) : Optional.empty();
    }

    /// The calls that it has become: one, or several requests where it is too short for a job. A call
    /// that only settles refusals sends nothing, so that its verb doesn't matter.
    List<Plan.Call> calls() {
        if (records.isEmpty()) {
            return refused.isEmpty()
                    ? List.of()
                    : List.of(new Plan.Call(Transport.SOAP, Operation.UPDATE, List.of(), refused));
        }
        var operation = records.getFirst().intent().operation();
        if (transport == Transport.BULK && settings.isWorthAJob(records.size())) {
            return List.of(new Plan.Call(Transport.BULK, operation, records, refused));
        }
        var calls = new ArrayList<Plan.Call>();
        for (int from = 0; from < records.size(); from += settings.recordsPerCall()) {
            int to = Math.min(records.size(), from + settings.recordsPerCall());
            calls.add(new Plan.Call(
                    Transport.SOAP, operation, records.subList(from, to), from == 0 ? refused : List.of()));
        }
        return calls;
    }
}
