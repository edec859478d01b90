package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The call `upsert`, done in one transaction: a record whose key is found is updated, one whose key isn't is created.
final class Upsert {
    private final Transaction transaction;
    private final Saves saves;
    private final ObjectDefinition object;
    private final FieldDefinition key;
    private final References references;

    /// What a record says about the key: its canonical form and value, or why it can't be used.
    private sealed interface Key {
        record Usable(String canonical, Value value) implements Key {}

        record Missing() implements Key {}

        record Unusable(SaveError error) implements Key {}
    }

    private Upsert(Transaction transaction, ObjectDefinition object, FieldDefinition key) {
        this.transaction = transaction;
        this.saves = new Saves(transaction);
        this.object = object;
        this.key = key;
        this.references = new References(transaction.start(), transaction.start());
    }

    static List<SaveOutcome> upsert(Transaction transaction, String keyField, List<InputRecord> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        var schema = transaction.start().schema();
        CallRules.requireOneType(records.stream()
                .map(record -> CallRules.requireObject(schema, record.object()).name())
                .toList());
        var object = CallRules.requireObject(schema, records.getFirst().object());
        return new Upsert(transaction, object, keyOf(object, keyField)).all(records);
    }

    @Assumed(reason = "A field that can't name records is refused for the whole call; its code is believed")
    private static FieldDefinition keyOf(ObjectDefinition object, String name) {
        return object.field(name)
                .filter(ExternalIds::names)
                .orElseThrow(() -> new OrgFault(
                        FaultKind.INVALID_FIELD,
                        "INVALID_FIELD",
                        "Field name provided, " + name
                                + " does not match an External ID, Salesforce Id, or indexed field for " + object));
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_upsert.htm")
    private List<SaveOutcome> all(List<InputRecord> records) {
        var keys = records.stream().map(this::read).toList();
        var canonical = new ArrayList<String>();
        for (var read : keys) {
            if (read instanceof Key.Usable usable) {
                canonical.add(usable.canonical());
            }
        }
        var repeated = CallRules.repeated(canonical);
        var outcomes = new ArrayList<SaveOutcome>();
        for (var index = 0; index < records.size(); index++) {
            outcomes.add(one(records.get(index), keys.get(index), repeated));
        }
        return outcomes;
    }

    private SaveOutcome one(InputRecord record, Key read, Set<String> repeated) {
        return switch (read) {
            case Key.Unusable(var error) -> Refusals.refused(error);
            case Key.Missing() ->
                isById()
                        ? saves.createOne(object, record, references)
                        : Refusals.refused(
                                new SaveError("MISSING_ARGUMENT", key.name() + " not specified", key.name()));
            case Key.Usable(var canonical, var value) ->
                repeated.contains(canonical) ? Refusals.refused(duplicateInCall(value)) : save(record, value);
        };
    }

    private SaveOutcome save(InputRecord record, Value value) {
        if (isById()) {
            return saves.updateById(object, textOf(value), record, references);
        }
        if (record.id().isPresent()) {
            return Refusals.refused(idBesideKey());
        }
        var found = ExternalIds.find(transaction.state().table(object), key, value);
        return switch (found.size()) {
            case 0 -> saves.createOne(object, record, references);
            case 1 -> saves.updateById(object, found.getFirst().text18(), record, references);
            default ->
                Refusals.refused(new SaveError(
                        "DUPLICATE_EXTERNAL_ID",
                        key.name() + ": more than one record found for external id field: "
                                + found.stream().map(RecordId::text15).toList(),
                        key.name()));
        };
    }

    private boolean isById() {
        return key.type() == FieldKind.ID;
    }

    private Key read(InputRecord record) {
        var text = isById() ? record.id() : given(record);
        if (text.isEmpty() || text.get().isBlank()) {
            return new Key.Missing();
        }
        if (isById()) {
            return RecordId.parse(text.get().trim())
                    .<Key>map(id -> new Key.Usable(id.text18(), new Value.Text(id.text18())))
                    .orElseGet(() -> new Key.Unusable(Refusals.malformedId(text.get(), SystemFields.ID)));
        }
        return switch (ValueReader.read(key, text.get())) {
            case ValueReader.Reading.Bad(var error) -> new Key.Unusable(error);
            case ValueReader.Reading.Good(var value) ->
                UniqueKeys.canonical(key, value)
                        .<Key>map(canonical -> new Key.Usable(canonical, value))
                        .orElseGet(Key.Missing::new);
        };
    }

    private Optional<String> given(InputRecord record) {
        return record.fields().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key.name()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private SaveError duplicateInCall(Value value) {
        var what = isById() ? "Duplicate id specified: " : "Duplicate external id specified: ";
        return new SaveError("DUPLICATE_VALUE", what + textOf(value), key.name());
    }

    @Assumed(reason = "An Id beside an external id is refused as it is in an insert")
    private static SaveError idBesideKey() {
        return new SaveError(
                "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an upsert by another field", SystemFields.ID);
    }

    private static String textOf(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Whole(var number) -> Long.toString(number);
            case Value.Decimal(var number) -> number.toPlainString();
            default -> value.toString();
        };
    }
}
