package dev.lockstep.orgsim.org;

import java.util.Optional;
import java.util.function.Function;

/// A value that is computed whenever the record is read, and so changes without moving any stamp.
///
/// @param text what describe shows as `calculatedFormula`
public record Formula(String text, Computation computation) {
    /// Computes the value of one record.
    public interface Computation {
        Value of(RecordView record, ParentView parents);
    }

    /// Goes from a record to the one that a lookup of it names; empty where there is none, or nobody knows it here.
    public interface ParentView {
        ParentView UNKNOWN = (_, _) -> Optional.empty();

        Optional<RecordView> of(RecordView record, FieldDefinition lookup);
    }

    /// A formula of the record's own values.
    public Formula(String text, Function<RecordView, Value> compute) {
        this(text, (record, _) -> compute.apply(record));
    }

    /// A formula that is a parent's value: it changes with the parent.
    ///
    /// @param lookup of the record, such as `Route__c`
    public static Formula ofParent(String text, String lookup, String field) {
        return new Formula(
                text,
                (record, parents) -> parents.of(
                                record, record.object().field(lookup).orElseThrow())
                        .map(parent -> valueOf(parent, field, parents))
                        .orElse(Value.Absent.ABSENT));
    }

    private static Value valueOf(RecordView record, String field, ParentView parents) {
        return record.value(record.object().position(field).orElseThrow(), parents);
    }
}
