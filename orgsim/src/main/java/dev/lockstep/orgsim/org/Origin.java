package dev.lockstep.orgsim.org;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// The first thing that a journal tells: whose org this is, and what the changes in it are changes of.
///
/// @param generatedRows how many rows were computed
/// @param sample a checksum of the records that the org started with
/// @param madeOf what the org was made of; nothing for the sample alone
record Origin(String organizationId, long generatedRows, String sample, List<MadeOf> madeOf) {
    Origin {
        madeOf = List.copyOf(madeOf);
    }

    static Origin of(String organizationId, Beginning beginning) {
        return new Origin(organizationId, beginning.generatedRows(), checksum(beginning.state()), beginning.madeOf());
    }

    private static String checksum(OrgState state) {
        var records = new ArrayList<StoredRecord>();
        state.schema()
                .blueprints()
                .forEach(blueprint ->
                        state.table(blueprint.definition()).stored().forEachRemaining(records::add));
        var sum = new CRC32C();
        // Never whole in memory: a project's records may be many.
        new CommitText(state.schema())
                .write(
                        Commit.ofRecords(List.of(), records),
                        new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
        return String.format("%08x", sum.getValue());
    }

    /// Changes are of no use beside other records than those that they changed.
    void requireSameBeginning(Origin here, Path folder) {
        if (!madeOf.equals(here.madeOf)) {
            throw new OrgNotOpened(
                    "The org in %s was begun with %s, not with %s: start it with the same again, or in an empty folder."
                            .formatted(folder, begunWith(madeOf), begunWith(here.madeOf)));
        }
        if (generatedRows != here.generatedRows) {
            throw new OrgNotOpened(
                    "The org in %s was begun with %d generated rows, not with %d: start it with the same number, or in an empty folder."
                            .formatted(folder, generatedRows, here.generatedRows));
        }
        if (!sample.equals(here.sample)) {
            throw new OrgNotOpened(
                    "The org in %s was begun by another version of the simulated org, with other sample records: start this one in an empty folder."
                            .formatted(folder));
        }
    }

    private static String begunWith(List<MadeOf> files) {
        var told = files.stream().map(MadeOf::toString).collect(Collectors.joining(" and "));
        return files.stream().allMatch(MadeOf::isOfSample)
                ? "the sample" + (told.isEmpty() ? "" : " and " + told)
                : told;
    }
}
