package dev.lockstep.engine.write;

import dev.lockstep.model.Action;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.RowStatus;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.Settlement;
import dev.lockstep.salesforce.RecordError;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the org's answer means for the entries of a call. Pure.
///
/// @param readBack records to be read again before their rows turn `SYNCED`
/// @param adopted entries whose key another record of the org has already: that record is theirs
/// @param retried how many entries go back to wait for the next try
record Settling(List<Settlement> settlements, List<Target> readBack, List<Adopted> adopted, int retried) {
    /// A delete of a record that isn't there has reached its aim.
    private static final Set<String> GONE = Set.of("ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY");
    /// The org's words when a unique value is taken; there is no field for the other record's Id.
    private static final Pattern DUPLICATE = Pattern.compile(
            "duplicate value found: (\\w+) duplicates value on record with id: (\\w{15,18})", Pattern.CASE_INSENSITIVE);

    Settling {
        settlements = List.copyOf(settlements);
        readBack = List.copyOf(readBack);
        adopted = List.copyOf(adopted);
    }

    record Target(Mapping mapping, RecordId id) {}

    record Adopted(Plan.Planned planned, RecordId id) {}

    /// Reads the outcomes of a call.
    ///
    /// @param outcomes in the order of the call's records
    /// @param inRestlessTransaction whether a record was changed more than once by the entry's transaction
    static Settling of(Plan.Call call, List<RecordOutcome> outcomes, Predicate<Entry> inRestlessTransaction) {
        if (outcomes.size() != call.records().size()) {
            throw new IllegalArgumentException("the org answered " + outcomes.size() + " outcomes for "
                    + call.records().size() + " records");
        }
        var collector = new Collector(inRestlessTransaction);
        for (int i = 0; i < outcomes.size(); i++) {
            var planned = call.records().get(i);
            switch (outcomes.get(i)) {
                case RecordOutcome.Accepted accepted -> collector.accept(planned, accepted);
                case RecordOutcome.Refused refused -> collector.refuse(planned, refused.errors());
            }
        }
        call.refused().forEach(collector::refuseUnsent);
        return collector.settling();
    }

    private static final class Collector {
        private final Predicate<Entry> inRestlessTransaction;
        private final List<Settlement> settlements = new ArrayList<>();
        private final List<Target> readBack = new ArrayList<>();
        private final List<Adopted> adopted = new ArrayList<>();
        private int retried;

        private Collector(Predicate<Entry> inRestlessTransaction) {
            this.inRestlessTransaction = inRestlessTransaction;
        }

        private void accept(Plan.Planned planned, RecordOutcome.Accepted accepted) {
            var entry = planned.entry();
            var id = accepted.id();
            switch (planned.intent()) {
                case Intent.Create create -> inserted(planned, id, create.note());
                case Intent.Upsert upsert ->
                    inserted(planned, id, accepted.created() ? upsert.note() : adoptedNote(upsert.note()));
                case Intent.Update update -> {
                    boolean restless = inRestlessTransaction.test(entry) || entry.action() == Action.INSERT;
                    if (restless) {
                        readBack.add(new Target(planned.mapping(), id));
                    }
                    accepted(entry, id, update.note(), restless ? RowStatus.UPDATED : RowStatus.SYNCED);
                }
                case Intent.Delete delete -> accepted(entry, delete.id(), "", RowStatus.SYNCED);
            }
        }

        private void inserted(Plan.Planned planned, RecordId id, String note) {
            readBack.add(new Target(planned.mapping(), id));
            accepted(planned.entry(), id, note, RowStatus.INSERTED);
        }

        private static String adoptedNote(String note) {
            return note.isEmpty() ? "the org had a record with this key: it was adopted" : "adopted; " + note;
        }

        private void accepted(Entry entry, RecordId id, String note, RowStatus next) {
            settlements.add(new Settlement.Accepted(
                    entry.id(), Optional.of(id), note.isEmpty() ? Optional.empty() : Optional.of(note), next));
        }

        private void refuse(Plan.Planned planned, List<RecordError> errors) {
            var entry = planned.entry();
            var first = errors.getFirst();
            if (planned.intent() instanceof Intent.Delete delete && GONE.contains(first.code())) {
                accepted(entry, delete.id(), "the org had no such record any more", RowStatus.SYNCED);
                return;
            }
            var owner = ownKeyTakenBy(planned, errors);
            if (owner.isPresent()) {
                adopted.add(new Adopted(planned, owner.get()));
                inserted(planned, owner.get(), "the org had a record with this key: it was adopted");
                return;
            }
            var message = errors.stream().map(Collector::sentence).collect(Collectors.joining("; "));
            if (first.treatment() == Treatment.REJECT_RECORD) {
                settlements.add(new Settlement.Refused(entry.id(), first.code(), message));
            } else {
                retried++;
                settlements.add(new Settlement.Released(entry.id(), message));
            }
        }

        private void refuseUnsent(Plan.Refused refused) {
            settlements.add(new Settlement.Refused(
                    refused.entry().id(),
                    refused.intent().code(),
                    refused.intent().code() + ": " + refused.intent().message()));
        }

        private static String sentence(RecordError error) {
            var fields = error.fields().isEmpty() ? "" : " (" + String.join(", ", error.fields()) + ")";
            return error.code() + ": " + error.message() + fields;
        }

        private static Optional<RecordId> ownKeyTakenBy(Plan.Planned planned, List<RecordError> errors) {
            if (!(planned.intent() instanceof Intent.Upsert upsert)) {
                return Optional.empty();
            }
            for (var error : errors) {
                var duplicate = DUPLICATE.matcher(error.message());
                if (error.code().equals("DUPLICATE_VALUE")
                        && duplicate.find()
                        && duplicate.group(1).equalsIgnoreCase(upsert.key().value())) {
                    return Optional.of(RecordId.of(duplicate.group(2)));
                }
            }
            return Optional.empty();
        }

        private Settling settling() {
            return new Settling(settlements, readBack, adopted, retried);
        }
    }
}
