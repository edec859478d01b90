package dev.lockstep.benchmarks.orgsim;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.BulkJobs;
import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.load.LoadStage;
import dev.lockstep.engine.mapping.MappingResolver;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.copy.PageCsv;
import dev.lockstep.salesforce.BulkPage;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.QueryColumn;
import dev.lockstep.salesforce.QueryScope;
import dev.lockstep.salesforce.Soql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Fetches page after page of a bulk query's result, and copies each into PostgreSQL before the next.
final class OrgsimRounds {
    private static final int CHUNK_BYTES = 1024 * 1024;
    /// The first ones are served and copied by code that isn't compiled yet.
    private static final int PAGES_NOT_COUNTED = 4;

    private final LoadStage stage;
    private final Progress progress;
    private long rows;
    private long bytes;
    private long servedNanos;
    private long copiedNanos;

    OrgsimRounds(LoadStage stage, Progress progress) {
        this.stage = stage;
        this.progress = progress;
    }

    /// Signs in, makes a query of all rows, and measures some of its pages.
    ///
    /// @param most how many pages; fewer where there are fewer
    Served run(int most) throws IOException, InterruptedException, SQLException {
        try (var org = Org.signIn(stage.settings().org())) {
            var mapping = MappingResolver.resolve(
                            stage.settings().configuration().mappings(), object -> Optional.of(org.describe(object)))
                    .getFirst();
            var copy = PageCopy.create(stage, mapping);
            var columns = QueryColumn.of(mapping.fields());
            progress.step("the org runs the query");
            var job = BulkJobs.complete(org, org.beginBulkQuery(Soql.all(mapping.object(), columns), QueryScope.LIVE));
            int pages = 0;
            for (var each = org.bulkPages(job.id()); each.hasNext() && pages < most + PAGES_NOT_COUNTED; pages++) {
                if (pages == PAGES_NOT_COUNTED) {
                    forget();
                }
                measure(org, each.next(), columns, mapping, copy);
                progress.step("serving and copying: page " + (pages + 1) + ", " + Texts.number(rows) + " rows counted");
            }
            progress.step("collecting the org's garbage");
            long heap = OrgHeap.bytes(stage.org().url());
            org.deleteBulkQuery(job.id());
            return new Served(rows, bytes, servedNanos, copiedNanos, heap);
        }
    }

    private void forget() {
        rows = 0;
        bytes = 0;
        servedNanos = 0;
        copiedNanos = 0;
    }

    private void measure(Org org, BulkPage page, List<QueryColumn> columns, Mapping mapping, PageCopy copy)
            throws SQLException {
        var positions = IntStream.range(0, mapping.fields().size()).toArray();
        var csv = new ByteArrayOutputStream();
        long began = System.nanoTime();
        try (var chunks = org.openBulkPage(page, columns, CHUNK_BYTES)) {
            for (var chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
                servedNanos += System.nanoTime() - began;
                csv.writeBytes(PageCsv.of(chunk.get(), positions, ""));
                rows += chunk.get().rows();
                began = System.nanoTime();
            }
            bytes += chunks.bytesRead();
        }
        copiedNanos += copy.nanos(csv.toByteArray());
    }
}
