package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.List;

/// Saves single records inside a transaction. A refused record leaves no trace in it.
final class RecordSaver {
    private final Transaction transaction;
    private final PersonAccounts persons;

    RecordSaver(Transaction transaction) {
        this.transaction = transaction;
        this.persons = new PersonAccounts(transaction);
    }

    SaveOutcome create(ObjectDefinition object, InputRecord input, References references) {
        if (!object.has(ObjectFlag.CREATEABLE)) {
            return Refusals.refused(Refusals.notAllowed(object, "create"));
        }
        if (!transaction.state().access().mayWrite(object)) {
            return Refusals.refused(Refusals.noAccess());
        }
        if (input.id().isPresent()) {
            return Refusals.refused(new SaveError(
                    "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", SystemFields.ID));
        }
        var savepoint = transaction.savepoint();
        var draft = Draft.create(object, transaction.nextNumber(object), transaction.stamp());
        draft.set(SystemFields.ID, new Value.Text(draft.id()));
        var errors = Assignments.apply(references, input, draft);
        if (errors.isEmpty()) {
            persons.chooseType(draft);
            applyDefaults(draft);
            stampCreation(draft);
            persons.begin(draft);
            errors = finish(draft);
        }
        return settle(draft, errors, savepoint);
    }

    SaveOutcome update(RecordView before, InputRecord input, References references) {
        var object = before.object();
        if (!object.has(ObjectFlag.UPDATEABLE)) {
            return Refusals.refused(Refusals.notAllowed(object, "update"));
        }
        var access = transaction.state().access();
        if (!access.mayWrite(object) || !access.sees(before)) {
            return Refusals.refused(Refusals.noAccess());
        }
        if (before.isDeleted()) {
            return Refusals.refused(Refusals.deleted());
        }
        if (ConvertedLeads.includes(before)) {
            return Refusals.refused(ConvertedLeads.refusal());
        }
        var savepoint = transaction.savepoint();
        var number = transaction
                .state()
                .table(object)
                .numberOf(RecordId.parse(before.id()).orElseThrow())
                .orElseThrow();
        var draft = Draft.change(before, number, transaction.stamp());
        var errors = Assignments.apply(references, input, draft);
        if (errors.isEmpty()) {
            errors = finish(draft);
        }
        return settle(draft, errors, savepoint);
    }

    private SaveOutcome settle(Draft draft, List<SaveError> errors, Transaction.Savepoint savepoint) {
        if (!errors.isEmpty()) {
            transaction.rollBack(savepoint);
            return new SaveOutcome.Refused(errors);
        }
        var stored = draft.store();
        try {
            transaction.put(stored);
            var more = persons.follow(draft);
            if (!more.isEmpty()) {
                transaction.rollBack(savepoint);
                return new SaveOutcome.Refused(more);
            }
        } catch (RowLocks.Refused locked) {
            transaction.rollBack(savepoint);
            return Refusals.refused(locked.error());
        }
        transaction.automation().after(transaction, stored, draft.isNew());
        return new SaveOutcome.Saved(draft.id(), draft.isNew());
    }

    private List<SaveError> finish(Draft draft) {
        stampChange(draft);
        transaction.automation().change(transaction, draft);
        var personal = persons.errors(draft);
        if (!personal.isEmpty()) {
            return personal;
        }
        var blueprint = transaction.state().table(draft.object()).blueprint();
        blueprint.derivation().apply(draft);
        Activities.relate(draft, transaction.state());
        var missing = missingFields(draft);
        if (!missing.isEmpty()) {
            return List.of(new SaveError("REQUIRED_FIELD_MISSING", "Required fields are missing: " + missing, missing));
        }
        var errors = blueprint.check().errors(draft, transaction.state());
        if (errors.isEmpty()) {
            errors = RecordTypes.errors(draft);
        }
        if (errors.isEmpty()) {
            errors = UniqueKeys.duplicates(transaction.state(), draft);
        }
        if (errors.isEmpty()) {
            errors = Queues.errors(draft, transaction.state());
        }
        return errors.isEmpty() ? transaction.automation().check(transaction, draft) : errors;
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_create.htm")
    private void applyDefaults(Draft draft) {
        RecordTypes.apply(draft);
        var count = isCounted(draft.object()) ? transaction.nextAutoNumber(draft.object()) : 0;
        for (var field : draft.object().fields()) {
            if (field.autoNumber().isPresent()) {
                draft.set(field.name(), new Value.Text(field.autoNumber().get().text(count, transaction.stamp())));
            } else if (!draft.isGiven(field.name())) {
                RecordTypes.defaultValue(draft, field)
                        .ifPresent(text -> draft.set(field.name(), defaultValue(field, text)));
            }
            if (field.type() == FieldKind.BOOLEAN && draft.value(field.name()).isAbsent()) {
                draft.set(field.name(), new Value.Flag(false));
            }
        }
        if (draft.has(SystemFields.OWNER_ID)
                && draft.value(SystemFields.OWNER_ID).isAbsent()) {
            draft.set(SystemFields.OWNER_ID, new Value.Text(transaction.user().id()));
        }
        applyCurrency(draft);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_objects_fequently_occurring_fields.htm")
    private void applyCurrency(Draft draft) {
        if (draft.has(CurrencyRates.FIELD)
                && (!draft.isGiven(CurrencyRates.FIELD)
                        || draft.value(CurrencyRates.FIELD).isAbsent())) {
            // The session's user is as it was when it signed in.
            Users.byId(transaction.state(), transaction.user().id())
                    .flatMap(OrgUser::currency)
                    .ifPresent(code -> draft.set(CurrencyRates.FIELD, new Value.Text(code)));
        }
    }

    private static boolean isCounted(ObjectDefinition object) {
        return object.fields().stream().anyMatch(field -> field.autoNumber().isPresent());
    }

    private static Value defaultValue(FieldDefinition field, String text) {
        if (ValueReader.read(field, text) instanceof ValueReader.Reading.Good(var value)) {
            return value;
        }
        throw new IllegalStateException("The default of the field " + field.name() + " isn't a value of it");
    }

    private void stampCreation(Draft draft) {
        stamp(draft, SystemFields.CREATED_DATE, new Value.Moment(transaction.stamp()));
        stamp(
                draft,
                SystemFields.CREATED_BY_ID,
                new Value.Text(transaction.user().id()));
    }

    /// Some objects lack some of the stamps.
    private static void stamp(Draft draft, String field, Value value) {
        if (draft.has(field)) {
            draft.set(field, value);
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/system_fields.htm")
    private void stampChange(Draft draft) {
        stamp(draft, SystemFields.LAST_MODIFIED_DATE, new Value.Moment(transaction.stamp()));
        stamp(
                draft,
                SystemFields.LAST_MODIFIED_BY_ID,
                new Value.Text(transaction.user().id()));
        draft.set(SystemFields.SYSTEM_MODSTAMP, new Value.Moment(transaction.stamp()));
    }

    private List<String> missingFields(Draft draft) {
        var access = transaction.state().access();
        return draft.object().fields().stream()
                .filter(field -> !access.isGone(draft.object(), field))
                .filter(field ->
                        !field.has(FieldFlag.NILLABLE) && field.formula().isEmpty())
                .filter(field -> field.has(FieldFlag.CREATEABLE) || field.has(FieldFlag.UPDATEABLE))
                .filter(field -> draft.value(field.name()).isAbsent() && isMissed(draft, field))
                .map(FieldDefinition::name)
                .toList();
    }

    @Assumed(
            reason = "A field that an org fills in by a rule which isn't known here stays empty instead of being"
                    + " demanded, as long as nobody empties it")
    private static boolean isMissed(Draft draft, FieldDefinition field) {
        return draft.isNew()
                ? !field.has(FieldFlag.DEFAULTED_ON_CREATE)
                        || field.defaultValue().isPresent()
                        || draft.isGiven(field.name())
                : draft.isChanged(field.name()) || !field.has(FieldFlag.DEFAULTED_ON_CREATE);
    }
}
