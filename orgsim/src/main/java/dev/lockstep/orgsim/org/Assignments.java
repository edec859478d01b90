package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ValueReader.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts what a caller sent into a draft, and gathers what can't be put.
final class Assignments {
    private final References references;
    private final InputRecord record;
    private final Draft draft;
    private final List<SaveError> errors = new ArrayList<>();
    private final List<String> unwritable = new ArrayList<>();
    private final Set<String> givenNames;

    private Assignments(References references, InputRecord record, Draft draft) {
        this.references = references;
        this.record = record;
        this.draft = draft;
        this.givenNames =
                record.fields().keySet().stream().map(Assignments::lower).collect(Collectors.toSet());
    }

    /// Empty when all could be put.
    static List<SaveError> apply(References references, InputRecord record, Draft draft) {
        var assignments = new Assignments(references, record, draft);
        record.fields().forEach(assignments::assign);
        record.fieldsToNull().forEach(assignments::empty);
        record.references().forEach(assignments::refer);
        if (!assignments.unwritable.isEmpty()) {
            assignments.errors.add(unwritable(assignments.unwritable));
        }
        return assignments.errors;
    }

    private void assign(String name, String text) {
        var field = fieldOf(name);
        if (field.isEmpty()) {
            unknown(name);
        } else if (!isWritable(field.get())) {
            unwritable.add(field.get().name());
        } else if (!isUnchangedReference(field.get(), text)) {
            take(
                    field.get(),
                    field.get().type() == FieldKind.REFERENCE
                            ? reference(field.get(), text)
                            : ValueReader.read(field.get(), text));
        }
    }

    private Reading reference(FieldDefinition field, String text) {
        if (!RecordTypes.isTypeOf(field)) {
            return references.byId(field, text);
        }
        return RecordTypes.isMaster(text)
                ? ValueReader.good(Value.Absent.ABSENT)
                : RecordTypes.checked(draft.object(), field, text, references.byId(field, text));
    }

    private void empty(String name) {
        var field = fieldOf(name);
        if (field.isEmpty()) {
            unknown(name);
        } else if (givenNames.contains(lower(name))) {
            bothSetAndEmptied(field.get());
        } else if (!isWritable(field.get())) {
            unwritable.add(field.get().name());
        } else {
            draft.give(
                    field.get(), field.get().type() == FieldKind.BOOLEAN ? new Value.Flag(false) : Value.Absent.ABSENT);
        }
    }

    @Assumed(reason = "Both references of one lookup are refused with this text, seen in public reports")
    private void refer(String relationship, ExternalReference reference) {
        var field = draft.object().relationship(relationship).filter(this::isThere);
        if (field.isEmpty()) {
            errors.add(new SaveError(
                    "INVALID_FIELD", "No such relation '" + relationship + "' on sobject of type " + draft.object()));
        } else if (isNamed(field.get())) {
            var name = field.get().name();
            errors.add(new SaveError(
                    "INVALID_FIELD",
                    "Cannot specify both an external ID reference "
                            + field.get().relationshipName().orElseThrow() + " and a salesforce id, " + name,
                    name));
        } else if (!isWritable(field.get())) {
            unwritable.add(field.get().name());
        } else {
            var reading = references.byExternalId(draft.object(), field.get(), reference);
            take(
                    field.get(),
                    RecordTypes.isTypeOf(field.get()) && reading instanceof Reading.Good
                            ? RecordTypes.checked(draft.object(), field.get(), reference.value(), reading)
                            : reading);
        }
    }

    private boolean isNamed(FieldDefinition field) {
        return givenNames.contains(lower(field.name()))
                || record.fieldsToNull().stream().anyMatch(field.name()::equalsIgnoreCase);
    }

    private void take(FieldDefinition field, Reading reading) {
        switch (reading) {
            case Reading.Good(var value) -> draft.give(field, value);
            case Reading.Bad(var error) -> errors.add(error);
        }
    }

    private boolean isWritable(FieldDefinition field) {
        return field.has(draft.isNew() ? FieldFlag.CREATEABLE : FieldFlag.UPDATEABLE)
                && references.runStart().access().mayWrite(draft.object(), field);
    }

    private Optional<FieldDefinition> fieldOf(String name) {
        return draft.object()
                .field(name)
                .filter(this::isThere)
                .map(field -> references.runStart().access().defined(draft.object(), field));
    }

    private boolean isThere(FieldDefinition field) {
        return !references.runStart().access().isGone(draft.object(), field);
    }

    @Assumed(reason = "A lookup that is sent as it stands isn't checked again, even if its parent is gone")
    private boolean isUnchangedReference(FieldDefinition field, String text) {
        return field.type() == FieldKind.REFERENCE
                && draft.value(field.name()) instanceof Value.Text(var kept)
                && RecordId.parse(text.trim())
                        .map(RecordId::text18)
                        .filter(kept::equals)
                        .isPresent();
    }

    private void unknown(String name) {
        errors.add(new SaveError(
                "INVALID_FIELD", "No such column '" + name + "' on sobject of type " + draft.object(), name));
    }

    @Assumed(reason = "A field may stand among the values or among the fields to empty, not both")
    private void bothSetAndEmptied(FieldDefinition field) {
        errors.add(new SaveError(
                "INVALID_FIELD", "The field " + field.name() + " is both set and listed to be emptied", field.name()));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm")
    private static SaveError unwritable(List<String> names) {
        return new SaveError(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "Unable to create/update fields: " + String.join(", ", names)
                        + ". Please check the security settings of this field and verify that it is read/write for"
                        + " your profile or permission set.",
                names);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
