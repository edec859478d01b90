package dev.lockstep.orgsim.csv;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Beginning;
import dev.lockstep.orgsim.org.MadeOf;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.sample.StandardParts;
import dev.lockstep.orgsim.source.Chunks;
import dev.lockstep.orgsim.source.NotSimulated;
import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceFolder;
import dev.lockstep.orgsim.source.SourceRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// The CSV files of a folder, one an object, as records of a new org.
public final class CsvRecords {
    private static final String SUFFIX = ".csv";

    private final SourceFolder folder;
    private final NewOrg org;
    private final OldIds oldIds = new OldIds();
    private final NotSimulated notSimulated = new NotSimulated();

    private CsvRecords(SourceFolder folder, NewOrg org) {
        this.folder = folder;
        this.org = org;
    }

    /// The beginning with the files' records, which are saved by the org's own rules.
    ///
    /// @throws SourceRefused when a file is broken, or the org refuses one of its records
    public static Beginning addTo(Beginning beginning, Path path) {
        var folder = new SourceFolder(path);
        var org = new NewOrg(beginning.state());
        var records = new CsvRecords(folder, org);
        // Behind whatever the sample or a project brings.
        records.load(new Chunks(org, beginning.adminUserId(), StandardParts.BUILT.plus(Duration.ofHours(2))));
        return beginning.and(
                org.state(), new MadeOf(MadeOf.What.RECORDS, folder.digest()), records.notSimulated.sentences());
    }

    private void load(Chunks chunks) {
        var tables = tables();
        var translator = new CsvTranslator(org, oldIds, tables, notSimulated);
        var loading = new CsvImport(folder, chunks, oldIds, translator, notSimulated);
        CsvOrder.of(tables).forEach(loading::load);
        loading.link();
    }

    private List<CsvTable> tables() {
        var tables = new ArrayList<CsvTable>();
        var seen = new HashMap<String, SourceFile>();
        for (var file : folder.files(SUFFIX, "--records")) {
            var object = object(file);
            var other = seen.put(object.name(), file);
            if (other != null) {
                throw file.refused("the records of " + object + " are in " + other + ", too: put them into one file");
            }
            table(file, object).ifPresent(tables::add);
        }
        return tables;
    }

    private ObjectDefinition object(SourceFile file) {
        var name = file.name().substring(0, file.name().length() - SUFFIX.length());
        return org.state()
                .schema()
                .object(name)
                .orElseThrow(() ->
                        file.refused("the org has no object " + name + ": correct the file's name, or remove it"));
    }

    /// Reads the header and the old Ids. Empty where the org has nobody create such records.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_understanding_csv_file.htm")
    private Optional<CsvTable> table(SourceFile file, ObjectDefinition object) {
        try (var content = CsvFile.open(file, folder.open(file))) {
            if (!object.has(ObjectFlag.CREATEABLE)) {
                notSimulated.say(
                        "The records of " + file + " are left out: nobody can create any of " + object + " here.");
                return Optional.empty();
            }
            var table = new CsvTable(file, object, CsvColumns.read(org.state().schema(), file, object, content));
            if (!table.leftOut().isEmpty()) {
                notSimulated.say("Columns of " + file + " are left out, which the org alone fills: "
                        + String.join(", ", table.leftOut()) + ".");
            }
            while (content.hasNext()) {
                var row = content.next();
                oldIds.expect(table, row, CsvImport.isDeleted(table, row));
            }
            return Optional.of(table);
        }
    }
}
