package dev.lockstep.benchmarks.load;

import dev.lockstep.benchmarks.BulkJobs;
import dev.lockstep.engine.ShiftSettings;
import dev.lockstep.engine.mapping.MappingResolver;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.copy.PageCsv;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.QueryColumn;
import dev.lockstep.salesforce.QueryScope;
import dev.lockstep.salesforce.Soql;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The org's records as the file that `\copy` reads: the same rows, columns and texts that the engine loads.
///
/// @param columns of the table, in the file's order; its first line names them
record OrgCsv(Path file, List<String> columns, long rows, long bytes) {

    private static final int CHUNK_BYTES = 1024 * 1024;

    /// Reads all records of the one mapping by a bulk query and writes them down. That takes its time and isn't
    /// measured.
    ///
    /// @param written hears how many rows are there
    static OrgCsv write(ShiftSettings settings, Path file, LongConsumer written)
            throws IOException, InterruptedException {
        try (var org = Org.signIn(settings.org());
                var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            var mapping = MappingResolver.resolve(
                            settings.configuration().mappings(), object -> Optional.of(org.describe(object)))
                    .getFirst();
            var names = mapping.fields().stream().map(MappedField::column).toList();
            out.write((names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",")) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            long rows = rows(org, mapping, out, written);
            out.flush();
            return new OrgCsv(file, names, rows, Files.size(file));
        }
    }

    private static long rows(Org org, Mapping mapping, OutputStream out, LongConsumer written)
            throws IOException, InterruptedException {
        var columns = QueryColumn.of(mapping.fields());
        var positions = IntStream.range(0, columns.size()).toArray();
        var job = BulkJobs.complete(org, org.beginBulkQuery(Soql.all(mapping.object(), columns), QueryScope.LIVE));
        long rows = 0;
        for (var pages = org.bulkPages(job.id()); pages.hasNext(); ) {
            try (var chunks = org.openBulkPage(pages.next(), columns, CHUNK_BYTES)) {
                for (var chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
                    out.write(PageCsv.of(chunk.get(), positions, ""));
                    rows += chunk.get().rows();
                    written.accept(rows);
                }
            }
        }
        org.deleteBulkQuery(job.id());
        return rows;
    }
}
