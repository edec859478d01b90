package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.sample.StandardParts;
import dev.lockstep.orgsim.source.Chunks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Brings the records of the project's plans into a new org, by the org's own rules.
final class RecordImport {
    private final DxProject project;
    private final Chunks chunks;
    private final RecordTranslator translator;

    RecordImport(DxProject project, NewOrg org, String creatorId) {
        this.project = project;
        this.chunks = new Chunks(org, creatorId, StandardParts.BUILT.plus(Duration.ofHours(1)));
        this.translator = new RecordTranslator(project);
    }

    void run() {
        if (project.plans().isEmpty()) {
            project.notSimulated().say("The org begins without records: the project has no data/*-plan.json.");
        }
        Map<Path, Map<String, PlanReferences.Fate>> done = new HashMap<>();
        for (var plan : project.plans()) {
            var references = new PlanReferences();
            var here = new HashSet<Path>();
            for (var part : plan.parts()) {
                for (var file : part.files()) {
                    var before = done.get(file.path());
                    if (before == null) {
                        done.put(file.path(), new FileImport(this, translator, references).run(file, plan, part));
                        here.add(file.path());
                    } else if (here.add(file.path())) {
                        references.takeOver(before, file);
                    }
                }
            }
        }
    }

    DxProject project() {
        return project;
    }

    /// One outcome a record.
    List<SaveOutcome> create(List<InputRecord> records) {
        return chunks.create(records);
    }
}
