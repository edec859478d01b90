package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ValueReader.Reading;

/// Resolves what a record says about its parents.
///
/// @param callStart the org before the call: a parent of the record's own type is looked for here, since a call can't
///     create both
/// @param runStart the org after the runs of other types that stand before the record in its call
record References(OrgState callStart, OrgState runStart) {
    Reading byId(FieldDefinition field, String text) {
        if (text.isBlank()) {
            return ValueReader.good(Value.Absent.ABSENT);
        }
        var id = RecordId.parse(text.trim());
        if (id.isEmpty()) {
            return new Reading.Bad(Refusals.malformedId(text, field.name()));
        }
        var object = runStart.schema().objectOf(id.get());
        if (object.isPresent() && !field.referenceTo().contains(object.get().name())) {
            return new Reading.Bad(Refusals.wrongType(field, text));
        }
        var parent = runStart.find(id.get());
        if (parent.isEmpty()) {
            return new Reading.Bad(Refusals.unknownId(field.name()));
        }
        if (!runStart.access().sees(parent.get())) {
            return new Reading.Bad(Refusals.noAccessToParent(field.name()));
        }
        return parent.get().isDeleted()
                ? deletedParent(field)
                : ValueReader.good(new Value.Text(id.get().text18()));
    }

    @Assumed(reason = "A lookup to a deleted record is refused with the same code as a change of one")
    private static Reading deletedParent(FieldDefinition field) {
        return new Reading.Bad(Refusals.deleted(field.name()));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_foreign_keys.htm")
    Reading byExternalId(ObjectDefinition child, FieldDefinition field, ExternalReference reference) {
        var parent = callStart.schema().object(reference.object());
        if (parent.isEmpty() || !field.referenceTo().contains(parent.get().name())) {
            return invalid(
                    field,
                    "The relationship " + field.relationshipName().orElseThrow() + " does not lead to an object "
                            + reference.object());
        }
        var key = parent.get().field(reference.field()).filter(ExternalIds::names);
        if (key.isEmpty()) {
            return invalid(
                    field,
                    "Field name provided, " + reference.field()
                            + " does not match an External ID, Salesforce Id, or indexed field for " + parent.get());
        }
        var state = parent.get().name().equals(child.name()) ? callStart : runStart;
        var found =
                ExternalIds.find(state.table(parent.get()), key.get(), keyValue(key.get(), reference.value())).stream()
                        .filter(id ->
                                state.find(id).filter(state.access()::sees).isPresent())
                        .toList();
        return switch (found.size()) {
            case 0 ->
                invalid(
                        field,
                        "Foreign key external ID: " + reference.value() + " not found for field "
                                + key.get().name() + " in entity " + parent.get());
            case 1 -> ValueReader.good(new Value.Text(found.getFirst().text18()));
            default ->
                new Reading.Bad(new SaveError(
                        "DUPLICATE_EXTERNAL_ID",
                        key.get().name() + ": more than one record found for external id field: "
                                + found.stream().map(RecordId::text15).toList(),
                        field.name()));
        };
    }

    private static Value keyValue(FieldDefinition key, String text) {
        if (key.type() == FieldKind.ID) {
            return RecordId.parse(text.trim())
                    .<Value>map(id -> new Value.Text(id.text18()))
                    .orElse(Value.Absent.ABSENT);
        }
        return ValueReader.read(key, text) instanceof Reading.Good(var value) ? value : Value.Absent.ABSENT;
    }

    private static Reading invalid(FieldDefinition field, String message) {
        return new Reading.Bad(new SaveError("INVALID_FIELD", message, field.name()));
    }
}
