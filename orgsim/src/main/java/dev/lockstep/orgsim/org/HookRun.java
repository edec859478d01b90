package dev.lockstep.orgsim.org;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a hook may ask and do while a record is saved.
public final class HookRun {
    private final Transaction transaction;
    private final boolean isInsert;

    HookRun(Transaction transaction, boolean isInsert) {
        this.transaction = transaction;
        this.isInsert = isInsert;
    }

    /// Who saves.
    public OrgUser user() {
        return transaction.user();
    }

    public boolean isInsert() {
        return isInsert;
    }

    /// What the request says beside its records.
    public SaveConditions conditions() {
        return SaveConditions.current();
    }

    /// Saves another record as the same user, in the same transaction, with all automation of its own.
    ///
    /// @throws IllegalStateException when it is refused
    public String create(InputRecord record) {
        var outcome = new Saves(transaction).create(List.of(record)).getFirst();
        return switch (outcome) {
            case SaveOutcome.Saved(String id, boolean _) -> id;
            case SaveOutcome.Refused(List<SaveError> errors) ->
                throw new IllegalStateException("Insert failed. First exception on row 0; first error: %s, %s"
                        .formatted(
                                errors.getFirst().statusCode(),
                                errors.getFirst().message()));
        };
    }

    /// Makes the transaction longer, by the org's clock: it becomes visible so much later, and holds its rows.
    public void takeTime(Duration time) {
        transaction.take(time);
    }

    /// The value that a text stands for, if the field can hold it.
    public Optional<Value> value(FieldDefinition field, String text) {
        return ValueReader.read(field, text) instanceof ValueReader.Reading.Good(Value value)
                ? Optional.of(value)
                : Optional.empty();
    }

    /// Whether a record satisfies what stands behind WHERE in a query of its object.
    public boolean satisfies(RecordView record, String condition) {
        return SimulatedOrg.condition(
                        transaction.state().seenBy(Access.ALL), record.object().name(), condition, transaction.stamp())
                .test(record);
    }

    /// Another living record of the object with that value in the field, compared as unique values are.
    public Optional<RecordView> other(RecordView record, FieldDefinition field) {
        var wanted = UniqueKeys.canonical(field, record.value(field.name()));
        var table = transaction.state().table(record.object());
        var numbers = table.inIdOrder(0, Long.MAX_VALUE);
        while (wanted.isPresent() && numbers.hasNext()) {
            var number = numbers.nextLong();
            var other = table.find(number).orElseThrow();
            if (!other.isDeleted()
                    && !other.id().equals(record.id())
                    && UniqueKeys.canonical(field, other.value(field.name())).equals(wanted)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
