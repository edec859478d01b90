package dev.lockstep.engine.write;

import dev.lockstep.model.Action;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.RowStatus;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.Settlement;
import dev.lockstep.salesforce.RecordError;
import dev.lockstep.salesforce.RecordOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the org's answer means for the entries of a call. Pure.
///
/// @param readBack records to be read again before their rows turn `SYNCED`
/// @param again rows to be captured again before the log says `SUCCESS`: a death between the two leaves
///     an open attempt, never a lost local value
/// @param retried how many changes go back to wait for the next try
/// @param smaller whether the org could take some of them only in smaller company
record Settling(List<Settlement> settlements, List<Target> readBack, List<Again> again, int retried, boolean smaller) {
    /// A delete of a record that isn't there has reached its aim.
    private static final Set<String> GONE = Set.of("ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY");
    /// A cause of order that hasn't passed after so many tries is none.
    private static final int MOST_TRIES_AFTER_OTHERS = 5;
    /// The org's words when a unique value is taken; there is no field for the other record's Id.
    private static final Pattern DUPLICATE = Pattern.compile(
            "duplicate value found: (\\w+) duplicates value on record with id: (\\w{15,18})", Pattern.CASE_INSENSITIVE);

    Settling {
        settlements = List.copyOf(settlements);
        readBack = List.copyOf(readBack);
        again = List.copyOf(again);
    }

    /// Whether the org took everything: later calls may count on it.
    boolean isWhole() {
        return settlements.stream()
                .allMatch(settlement ->
                        settlement instanceof Settlement.Accepted || settlement instanceof Settlement.Merged);
    }

    record Target(Mapping mapping, RecordId id) {}

    /// @param columns those that are still to be sent; none for all that the row has
    record Again(Plan.Planned planned, Set<String> columns) {
        Again {
            columns = Set.copyOf(columns);
        }
    }

    /// What the outcomes are read with.
    ///
    /// @param isRestless whether a record was changed more than once by the entry's transaction
    /// @param othersWait whether changes of other records wait, that may be what a refused one needs
    ///     first
    /// @param delays how long a change waits that was tried so often
    record Circumstances(Predicate<Entry> isRestless, boolean othersWait, IntFunction<Duration> delays) {}

    /// Reads the outcomes of a call.
    ///
    /// @param outcomes in the order of the call's records; empty for a record that the org didn't look at
    static Settling of(Plan.Call call, List<Optional<RecordOutcome>> outcomes, Circumstances circumstances) {
        if (outcomes.size() != call.records().size()) {
            throw new IllegalArgumentException("the org answered " + outcomes.size() + " outcomes for "
                    + call.records().size() + " records");
        }
        var collector = new Collector(call, circumstances);
        for (int i = 0; i < outcomes.size(); i++) {
            var planned = call.records().get(i);
            outcomes.get(i)
                    .ifPresentOrElse(
                            outcome -> {
                                switch (outcome) {
                                    case RecordOutcome.Accepted accepted -> collector.accept(planned, accepted);
                                    case RecordOutcome.Refused refused -> collector.refuse(planned, refused.errors());
                                }
                            },
                            () -> collector.release(planned, "the org did not get to it"));
        }
        call.refused().forEach(collector::refuseUnsent);
        return collector.settling();
    }

    private static final class Collector {
        private final Plan.Call call;
        private final Circumstances circumstances;
        private final List<Settlement> settlements = new ArrayList<>();
        private final List<Target> readBack = new ArrayList<>();
        private final List<Again> again = new ArrayList<>();
        private int retried;
        private boolean smaller;

        private Collector(Plan.Call call, Circumstances circumstances) {
            this.call = call;
            this.circumstances = circumstances;
        }

        private void accept(Plan.Planned planned, RecordOutcome.Accepted accepted) {
            var id = accepted.id();
            if (!planned.omitted().isEmpty()) {
                again.add(new Again(planned, planned.omitted()));
            }
            switch (planned.intent()) {
                case Intent.Create create -> inserted(planned, id, create.note());
                case Intent.Upsert upsert ->
                    inserted(planned, id, accepted.created() ? upsert.note() : adoptedNote(upsert.note()));
                case Intent.Update update -> {
                    boolean restless = planned.change().entries().stream().anyMatch(circumstances.isRestless())
                            || planned.entry().action() == Action.INSERT;
                    if (restless) {
                        readBack.add(new Target(planned.mapping(), id));
                    }
                    accepted(planned, id, update.note(), restless ? RowStatus.UPDATED : RowStatus.SYNCED);
                }
                case Intent.Delete delete -> accepted(planned, delete.id(), "", RowStatus.SYNCED);
            }
        }

        private void inserted(Plan.Planned planned, RecordId id, String note) {
            readBack.add(new Target(planned.mapping(), id));
            accepted(planned, id, note, RowStatus.INSERTED);
        }

        private static String adoptedNote(String note) {
            return note.isEmpty() ? "the org had a record with this key: it was adopted" : "adopted; " + note;
        }

        private void accepted(Plan.Planned planned, RecordId id, String note, RowStatus next) {
            settlements.addAll(
                    planned.change().accepted(id, note.isEmpty() ? Optional.empty() : Optional.of(note), next));
        }

        private void refuse(Plan.Planned planned, List<RecordError> errors) {
            var first = errors.getFirst();
            if (planned.intent() instanceof Intent.Delete delete && GONE.contains(first.code())) {
                accepted(planned, delete.id(), "the org had no such record any more", RowStatus.SYNCED);
                return;
            }
            var owner = ownKeyTakenBy(planned, errors);
            if (owner.isPresent()) {
                again.add(new Again(planned, Set.of()));
                inserted(planned, owner.get(), "the org had a record with this key: it was adopted");
                return;
            }
            var message = errors.stream().map(Collector::sentence).collect(Collectors.joining("; "));
            switch (first.treatment()) {
                case REJECT_RECORD -> refused(planned, first.code(), message);
                case AFTER_OTHERS -> {
                    if (circumstances.othersWait() && planned.change().tries() < MOST_TRIES_AFTER_OTHERS) {
                        delay(planned, message);
                    } else {
                        refused(planned, first.code(), message);
                    }
                }
                case HALVE_THE_CALL -> {
                    if (call.records().size() == 1) {
                        refused(planned, first.code(), message);
                    } else {
                        smaller = true;
                        release(planned, message);
                    }
                }
                case RETRY_LATER, SIGN_IN_AGAIN, STOP -> delay(planned, message);
            }
        }

        private void refused(Plan.Planned planned, String code, String message) {
            planned.change().entryIds().forEach(entry -> settlements.add(new Settlement.Refused(entry, code, message)));
        }

        private void release(Plan.Planned planned, String message) {
            retried++;
            planned.change().entryIds().forEach(entry -> settlements.add(new Settlement.Released(entry, message)));
        }

        private void delay(Plan.Planned planned, String message) {
            retried++;
            var after = circumstances.delays().apply(planned.change().tries());
            planned.change()
                    .entryIds()
                    .forEach(entry -> settlements.add(new Settlement.Delayed(entry, message, after)));
        }

        private void refuseUnsent(Plan.Refused refused) {
            var message = refused.intent().code() + ": " + refused.intent().message();
            refused.change()
                    .entryIds()
                    .forEach(entry -> settlements.add(
                            new Settlement.Refused(entry, refused.intent().code(), message)));
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
            return new Settling(settlements, readBack, again, retried, smaller);
        }
    }
}
