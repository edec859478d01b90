package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.List;

/// The calls `create` and `update`, done in one transaction.
final class Saves {
    private final Transaction transaction;
    private final RecordSaver saver;

    Saves(Transaction transaction) {
        this.transaction = transaction;
        this.saver = new RecordSaver(transaction);
    }

    List<SaveOutcome> create(List<InputRecord> records) {
        return inRuns(records, (_, record, references) -> saver.create(objectOf(record), record, references));
    }

    List<SaveOutcome> update(List<InputRecord> records) {
        var tooMany = CallRules.repeatsTooMany(records.stream()
                .map(record -> record.id()
                        .flatMap(RecordId::parse)
                        .map(RecordId::text18)
                        .orElse(""))
                .toList());
        return inRuns(
                records,
                (index, record, references) -> tooMany.contains(index)
                        ? Refusals.refused(CallRules.tooManyRepeats(record.id().orElseThrow()))
                        : update(record, references));
    }

    private interface Save {
        SaveOutcome save(int index, InputRecord record, References references);
    }

    /// A run is the records of one type that stand together. Parents named by external id are looked for as they stood
    /// when the run began.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_foreign_keys.htm")
    private List<SaveOutcome> inRuns(List<InputRecord> records, Save save) {
        var types = records.stream().map(record -> objectOf(record).name()).toList();
        CallRules.requireFewRuns(types);
        var outcomes = new ArrayList<SaveOutcome>();
        var references = new References(transaction.start(), transaction.state());
        for (var index = 0; index < records.size(); index++) {
            if (index > 0 && !types.get(index).equals(types.get(index - 1))) {
                references = new References(transaction.start(), transaction.state());
            }
            outcomes.add(save.save(index, records.get(index), references));
        }
        return outcomes;
    }

    private SaveOutcome update(InputRecord record, References references) {
        if (record.id().isEmpty() || record.id().get().isBlank()) {
            return Refusals.refused(
                    new SaveError("MISSING_ARGUMENT", "Id not specified in an update call", SystemFields.ID));
        }
        return updateById(objectOf(record), record.id().get(), record, references);
    }

    SaveOutcome updateById(ObjectDefinition object, String text, InputRecord record, References references) {
        var id = RecordId.parse(text.trim());
        if (id.isEmpty()) {
            return Refusals.refused(Refusals.malformedId(text, SystemFields.ID));
        }
        if (!id.get().keyPrefix().equals(object.keyPrefix())) {
            return Refusals.refused(
                    Refusals.wrongType(object.field(SystemFields.ID).orElseThrow(), text));
        }
        return transaction
                .state()
                .find(id.get())
                .map(before -> saver.update(before, record, references))
                .orElseGet(() -> Refusals.refused(Refusals.unknownId()));
    }

    SaveOutcome createOne(ObjectDefinition object, InputRecord record, References references) {
        return saver.create(object, record, references);
    }

    private ObjectDefinition objectOf(InputRecord record) {
        return CallRules.requireObject(transaction.start().schema(), record.object());
    }
}
