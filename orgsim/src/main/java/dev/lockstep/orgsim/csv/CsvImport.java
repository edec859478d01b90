package dev.lockstep.orgsim.csv;

import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.source.Chunks;
import dev.lockstep.orgsim.source.NotSimulated;
import dev.lockstep.orgsim.source.SourceFolder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings the records of files into the org, up to 200 at a time: first all records, then the lookups that pointed to
/// records which came later.
final class CsvImport {
    private final SourceFolder folder;
    private final Chunks chunks;
    private final OldIds oldIds;
    private final CsvTranslator translator;
    private final NotSimulated notSimulated;
    private final List<Link> links = new ArrayList<>();

    CsvImport(SourceFolder folder, Chunks chunks, OldIds oldIds, CsvTranslator translator, NotSimulated notSimulated) {
        this.folder = folder;
        this.chunks = chunks;
        this.oldIds = oldIds;
        this.translator = translator;
        this.notSimulated = notSimulated;
    }

    /// Lookups of a record that are still to be set.
    private record Link(CsvTable table, long line, String id, CsvTranslator.Later later) {}

    private record Planned(CsvRow row, InputRecord record, CsvTranslator.Later later) {}

    void load(CsvTable table) {
        var loading = new Loading(table);
        try (var content = CsvFile.open(table.file(), folder.reopen(table.file()))) {
            while (content.hasNext()) {
                loading.take(content.next());
            }
        }
        loading.finish();
        translator.finished(table);
    }

    /// To be called when all files are loaded.
    void link() {
        for (var start = 0; start < links.size(); ) {
            var end = start + 1;
            while (end < links.size()
                    && end - start < Chunks.AT_ONCE
                    && links.get(end)
                            .table()
                            .file()
                            .equals(links.get(start).table().file())) {
                end++;
            }
            link(links.subList(start, end));
            start = end;
        }
    }

    private void link(List<Link> chunk) {
        var outcomes = chunks.update(chunk.stream().map(this::update).toList());
        for (var index = 0; index < chunk.size(); index++) {
            if (outcomes.get(index) instanceof SaveOutcome.Refused refused) {
                var link = chunk.get(index);
                throw link.table().file().refused(link.line(), Chunks.refusal(refused));
            }
        }
    }

    private InputRecord update(Link link) {
        var values = new LinkedHashMap<String, String>();
        link.later().ids().forEach((lookup, oldId) -> {
            if (oldIds.fate(oldId) instanceof OldIds.Fate.Made(var newId)) {
                values.put(lookup, newId);
            }
        });
        return new InputRecord(
                link.table().object().name(),
                Optional.of(link.id()),
                values,
                Set.of(),
                link.later().keys());
    }

    /// One file. A record that can't be created without its parent waits for it, if that stands further down.
    private final class Loading {
        private final CsvTable table;
        private final Deque<CsvRow> ready = new ArrayDeque<>();
        private final Map<String, List<CsvRow>> waiting = new LinkedHashMap<>();
        private final List<Planned> batch = new ArrayList<>();

        private Loading(CsvTable table) {
            this.table = table;
        }

        private void take(CsvRow row) {
            if (isDeleted(table, row)) {
                notSimulated.count("Records of " + table.file() + " that were in the recycle bin are left out");
                return;
            }
            ready.add(row);
            work();
        }

        private void work() {
            while (!ready.isEmpty()) {
                var row = ready.remove();
                switch (translator.translate(table, row)) {
                    case CsvTranslator.Translated.Ready(var record, var later) -> {
                        batch.add(new Planned(row, record, later));
                        if (batch.size() == Chunks.AT_ONCE) {
                            create();
                        }
                    }
                    case CsvTranslator.Translated.Waits(var oldId) ->
                        waiting.computeIfAbsent(oldId, _ -> new ArrayList<>()).add(row);
                }
            }
        }

        private void create() {
            var outcomes = chunks.create(batch.stream().map(Planned::record).toList());
            for (var index = 0; index < batch.size(); index++) {
                var one = batch.get(index);
                switch (outcomes.get(index)) {
                    case SaveOutcome.Saved(var id, var _) -> settle(one, id);
                    case SaveOutcome.Refused refused ->
                        throw table.file().refused(one.row().line(), Chunks.refusal(refused));
                }
            }
            batch.clear();
        }

        private void settle(Planned one, String id) {
            oldIds.make(table, one.row(), id);
            if (!one.later().isEmpty()) {
                links.add(new Link(table, one.row().line(), id, one.later()));
            }
            table.cell(one.row(), CsvColumn.OldId.class)
                    .flatMap(OldIds::parse)
                    .map(waiting::remove)
                    .ifPresent(ready::addAll);
        }

        private void finish() {
            while (!batch.isEmpty()) {
                create();
                work();
            }
            waiting.values().stream().flatMap(List::stream).findFirst().ifPresent(row -> {
                throw table.file()
                        .refused(
                                row.line(),
                                "the record and its parents refer to each other in a circle, and none can be created"
                                        + " without its parent: take one lookup out");
            });
        }
    }

    static boolean isDeleted(CsvTable table, CsvRow row) {
        return table.cell(row, CsvColumn.Deleted.class)
                .filter(text -> text.equalsIgnoreCase("true") || text.equals("1"))
                .isPresent();
    }
}
