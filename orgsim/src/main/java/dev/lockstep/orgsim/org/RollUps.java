package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Brings the roll-up summaries of masters up to date with what a transaction did to their details.
final class RollUps {
    private final Transaction transaction;
    private final List<Summary> summaries;
    private final CurrencyRates rates;

    /// A roll-up field with the object that has it.
    private record Summary(ObjectDefinition master, FieldDefinition field, RollUp rollUp) {}

    /// Details by the same lookup.
    private record Relationship(String detail, String lookup) {}

    private RollUps(Transaction transaction) {
        this.transaction = transaction;
        this.summaries = transaction.state().schema().objects().stream()
                .flatMap(object -> object.fields().stream()
                        .flatMap(field -> field.rollUp().map(what -> new Summary(object, field, what)).stream()))
                .toList();
        this.rates = CurrencyRates.of(transaction.state());
    }

    /// Does nothing where all summaries are as they should be.
    static void update(Transaction transaction) {
        var rollUps = new RollUps(transaction);
        if (rollUps.summaries.isEmpty()) {
            return;
        }
        // A master may itself be a detail whose summary is summed up.
        Collection<StoredRecord> changed = transaction.changes();
        while (!changed.isEmpty()) {
            changed = rollUps.updateMastersOf(changed);
        }
    }

    private List<StoredRecord> updateMastersOf(Collection<StoredRecord> changed) {
        var masters = new LinkedHashMap<ObjectDefinition, Set<String>>();
        for (var summary : summaries) {
            for (var record : changed) {
                if (record.object().equals(summary.master())) {
                    add(masters, summary.master(), record.id());
                }
                if (record.object().name().equals(summary.rollUp().detail())) {
                    mastersOf(record, summary.rollUp().master()).forEach(id -> add(masters, summary.master(), id));
                }
            }
        }
        var updated = new ArrayList<StoredRecord>();
        masters.forEach((object, ids) -> updated.addAll(update(object, ids)));
        return updated;
    }

    private static void add(Map<ObjectDefinition, Set<String>> masters, ObjectDefinition object, String id) {
        masters.computeIfAbsent(object, _ -> new LinkedHashSet<>()).add(id);
    }

    /// Those before the transaction and now.
    private Stream<String> mastersOf(StoredRecord detail, String lookup) {
        var before = RecordId.parse(detail.id()).flatMap(transaction.start()::find);
        return Stream.concat(before.stream(), Stream.of(detail))
                .map(record -> record.value(lookup))
                .flatMap(value -> value instanceof Value.Text(var id) ? Stream.of(id) : Stream.empty());
    }

    private List<StoredRecord> update(ObjectDefinition object, Set<String> masters) {
        var own = summaries.stream()
                .filter(summary -> summary.master().equals(object))
                .toList();
        var details = new HashMap<Relationship, Map<String, List<RecordView>>>();
        for (var summary : own) {
            details.computeIfAbsent(
                    new Relationship(summary.rollUp().detail(), summary.rollUp().master()),
                    relationship -> details(relationship, masters));
        }
        var updated = new ArrayList<StoredRecord>();
        for (var id : masters) {
            var master = RecordId.parse(id).flatMap(transaction.state()::find);
            if (master.isPresent() && !master.get().isDeleted()) {
                update(master.get(), own, details).ifPresent(updated::add);
            }
        }
        return updated;
    }

    private Map<String, List<RecordView>> details(Relationship relationship, Set<String> masters) {
        var object = transaction.state().schema().object(relationship.detail()).orElseThrow();
        var table = transaction.state().table(object);
        var found = new HashMap<String, List<RecordView>>();
        table.stored().forEachRemaining(detail -> {
            if (!detail.isDeleted()
                    && detail.value(relationship.lookup()) instanceof Value.Text(var master)
                    && masters.contains(master)) {
                found.computeIfAbsent(master, _ -> new ArrayList<>()).add(detail);
            }
        });
        return found;
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/system_fields.htm")
    @Assumed(reason = "A master whose summary changes was changed by the system: its SystemModstamp alone moves")
    private Optional<StoredRecord> update(
            RecordView master, List<Summary> own, Map<Relationship, Map<String, List<RecordView>>> details) {
        var table = transaction.state().table(master.object());
        var number = table.numberOf(RecordId.parse(master.id()).orElseThrow()).orElseThrow();
        var draft = Draft.change(master, number, transaction.stamp());
        for (var summary : own) {
            var relationship =
                    new Relationship(summary.rollUp().detail(), summary.rollUp().master());
            var all = details.getOrDefault(relationship, Map.of()).getOrDefault(master.id(), List.of());
            draft.set(summary.field().name(), value(summary, master, all));
        }
        if (own.stream().noneMatch(summary -> draft.isChanged(summary.field().name()))) {
            return Optional.empty();
        }
        draft.set(SystemFields.SYSTEM_MODSTAMP, new Value.Moment(transaction.stamp()));
        var stored = draft.store();
        transaction.put(stored);
        return Optional.of(stored);
    }

    @Assumed(reason = "Amounts are summed up in the master's currency, as public material says of roll-up summaries")
    private Value value(Summary summary, RecordView master, List<RecordView> details) {
        var values = summary.rollUp().field().stream()
                .flatMap(field -> details.stream()
                        .map(detail -> summary.field().type() == FieldKind.CURRENCY
                                ? rates.convert(detail.value(field), detail, master)
                                : detail.value(field)))
                .filter(value -> !value.isAbsent())
                .toList();
        return RollUpValues.of(summary.field(), summary.rollUp().operation(), details.size(), values);
    }
}
