package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.project.PlanReferences.Fate;
import dev.lockstep.orgsim.source.Chunks;
import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceRefused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings the records of one file into the org, up to 200 of a type at a time.
///
/// A record that refers to one further down waits for it, and so does a child for its parent. Each record is looked at
/// once more for each record that it waits for, so that a file takes time as it is long.
final class FileImport {
    private final RecordImport records;
    private final RecordTranslator translator;
    private final PlanReferences references;
    private final Map<String, Fate> parents = new HashMap<>();
    private final Map<String, Fate> named = new LinkedHashMap<>();
    private final Map<RecordTranslator.Missing, List<PlannedRecord>> waiting = new LinkedHashMap<>();
    private final RecordTranslator.Fates fates;
    private final Deque<PlannedRecord> ready = new ArrayDeque<>();
    private final List<PlannedRecord> batch = new ArrayList<>();
    private final List<InputRecord> inputs = new ArrayList<>();

    FileImport(RecordImport records, RecordTranslator translator, PlanReferences references) {
        this.records = records;
        this.translator = translator;
        this.references = references;
        this.fates = new RecordTranslator.Fates(place -> Optional.ofNullable(parents.get(place)), references::fate);
    }

    /// What became of the records that have a name.
    Map<String, Fate> run(SourceFile file, DataPlan plan, DataPlan.Part part) {
        RecordFile.read(records.project().folder(), file, record -> {
            if (record.parent().isEmpty() && !record.object().equals(part.object())) {
                throw record.refused("the record is of type " + record.object() + ", where " + plan.file() + ", "
                        + part.place() + " says " + part.object() + ": correct one of them");
            }
            record.referenceId().ifPresent(name -> references.declare(name, record));
            ready.add(record);
            work();
        });
        finish();
        return named;
    }

    private void work() {
        while (!ready.isEmpty()) {
            var record = ready.remove();
            switch (translator.translate(record, fates)) {
                case RecordTranslator.Translated.Input(var input) -> add(record, input);
                case RecordTranslator.Translated.Waits(var missing) ->
                    waiting.computeIfAbsent(missing, _ -> new ArrayList<>()).add(record);
                case RecordTranslator.Translated.LeftOut() -> settle(record, new Fate.LeftOut());
            }
        }
    }

    private void add(PlannedRecord record, InputRecord input) {
        if (!batch.isEmpty()
                && (batch.size() == Chunks.AT_ONCE || !batch.getFirst().object().equals(record.object()))) {
            create();
        }
        batch.add(record);
        inputs.add(input);
    }

    private void create() {
        var outcomes = records.create(inputs);
        var created = List.copyOf(batch);
        batch.clear();
        inputs.clear();
        for (var index = 0; index < created.size(); index++) {
            switch (outcomes.get(index)) {
                case SaveOutcome.Saved(var id, var _) -> settle(created.get(index), new Fate.Created(id));
                case SaveOutcome.Refused refused -> throw created.get(index).refused(Chunks.refusal(refused));
            }
        }
    }

    private void settle(PlannedRecord record, Fate fate) {
        parents.put(record.place(), fate);
        release(new RecordTranslator.Missing.Parent(record.place()));
        record.referenceId().ifPresent(name -> {
            references.settle(name, fate);
            named.put(name, fate);
            release(new RecordTranslator.Missing.Named(name));
        });
    }

    private void release(RecordTranslator.Missing missing) {
        var released = waiting.remove(missing);
        if (released != null) {
            ready.addAll(released);
        }
    }

    private void finish() {
        work();
        while (!batch.isEmpty()) {
            create();
            work();
        }
        for (var missing : waiting.entrySet()) {
            if (missing.getKey() instanceof RecordTranslator.Missing.Named(var name)) {
                throw unresolved(missing.getValue().getFirst(), name);
            }
        }
    }

    private SourceRefused unresolved(PlannedRecord record, String name) {
        var field = record.values().entrySet().stream()
                .filter(value -> value.getValue().equals("@" + name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return record.refused(
                field,
                references.isDeclared(name)
                        ? "the records from here over @" + name
                                + " refer to each other in a circle: take one reference out"
                        : "no record so far is named " + name + ": correct the reference, or the order of the plan");
    }
}
