package dev.lockstep.clients.camel;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobBase;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Jobs;
import org.apache.camel.component.salesforce.api.dto.bulkv2.OperationEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.QueryJob;
import org.apache.camel.component.salesforce.api.dto.bulkv2.QueryJobs;

/// Jobs of Bulk API 2.0.
final class BulkJobs {
    private static final Set<JobStateEnum> UNDER_WAY =
            EnumSet.of(JobStateEnum.OPEN, JobStateEnum.UPLOAD_COMPLETE, JobStateEnum.IN_PROGRESS);
    private static final long MOST_ASKED = 20_000;

    private final SalesforceRoute route;
    private final Sightings seen;

    private BulkJobs(SalesforceRoute route, Sightings seen) {
        this.route = route;
        this.seen = seen;
    }

    static void make(Given given, Sightings seen) {
        try (var route = SalesforceRoute.open(given)) {
            var jobs = new BulkJobs(route, seen);
            jobs.ingest();
            jobs.readPages();
            jobs.beRefused();
        }
    }

    /// Jobs that are ended early; the org has to be slow enough for that.
    static void makeAborted(Given given, Sightings seen) {
        try (var route = SalesforceRoute.open(given)) {
            new BulkJobs(route, seen).abort();
        }
    }

    private void ingest() {
        String csv = "Name,External_Id__c\n"
                + IntStream.range(0, 450)
                        .mapToObj(number -> "\"Bulk, %d\",camel-%d\n".formatted(number, number))
                        .collect(Collectors.joining())
                + ",camel-none\n";
        Job inserted = load(job(OperationEnum.INSERT), csv);
        seen.see("inserted", inserted);
        seen.see(
                "successful",
                results("bulk2GetSuccessfulResults", inserted).lines().count());
        seen.see("failed", results("bulk2GetFailedResults", inserted));
        seen.see("unprocessed", results("bulk2GetUnprocessedRecords", inserted));

        Job upsert = job(OperationEnum.UPSERT);
        upsert.setExternalIdFieldName("External_Id__c");
        seen.see("upserted", load(upsert, "Site,External_Id__c\nHere,camel-1\nThere,camel-2\n"));

        seen.see(
                "jobs",
                route.call(Jobs.class, "bulk2GetAllJobs", null, Map.of()).getRecords().stream()
                        .map(JobBase::getId)
                        .toList());
    }

    private void readPages() {
        QueryJob opened = route.call(QueryJob.class, "bulk2CreateQueryJob", query(), Map.of());
        QueryJob done = ended(() -> route.call(QueryJob.class, "bulk2GetQueryJob", null, of(opened)));
        seen.see("queried", done);

        List<Long> sizes = new ArrayList<>();
        String locator = "";
        do {
            Map<String, Object> options = new HashMap<>(of(opened));
            options.put("maxRecords", 1_000);
            if (!locator.isEmpty()) {
                options.put("locator", locator);
            }
            Exchange page = route.exchange("bulk2GetQueryJobResults", null, options);
            if (page.getException() != null) {
                throw new IllegalStateException(page.getException());
            }
            sizes.add(Records.text(page.getMessage().getBody(InputStream.class))
                            .lines()
                            .count()
                    - 1);
            locator = page.getMessage().getHeader("Sforce-Locator", "null", String.class);
        } while (!locator.equals("null"));
        seen.see("pageSizes", sizes);

        seen.see(
                "queryJobs",
                route.call(QueryJobs.class, "bulk2GetAllQueryJobs", null, Map.of()).getRecords().stream()
                        .map(JobBase::getId)
                        .toList());
    }

    private void abort() {
        Job aborted = open(job(OperationEnum.INSERT));
        seen.see("opened", aborted);
        seen.see("aborted", route.call("bulk2AbortJob", null, of(aborted)));
        seen.see("deleted", route.call("bulk2DeleteJob", null, of(aborted)));
        seen.seeRefusal("deletedJob", () -> route.call("bulk2GetJob", null, of(aborted)));

        QueryJob queried = route.call(QueryJob.class, "bulk2CreateQueryJob", query(), Map.of());
        seen.see("queryAborted", route.call("bulk2AbortQueryJob", null, of(queried)));
        seen.see("queryDeleted", route.call("bulk2DeleteQueryJob", null, of(queried)));
        seen.seeRefusal("deletedQueryJob", () -> route.call("bulk2GetQueryJob", null, of(queried)));
    }

    private void beRefused() {
        Job unknown = job(OperationEnum.INSERT);
        unknown.setObject("Acount");
        seen.seeRefusal("unknownObject", () -> open(unknown));
        seen.seeRefusal("noKey", () -> open(job(OperationEnum.UPSERT)));
        seen.see("unknownColumn", load(job(OperationEnum.INSERT), "Nmae\nA\n"));
        var malformed = new QueryJob();
        malformed.setOperation(OperationEnum.QUERY);
        malformed.setQuery("SELECT FROM Account");
        seen.seeRefusal("malformedQuery", () -> route.call("bulk2CreateQueryJob", malformed));
    }

    private static QueryJob query() {
        var job = new QueryJob();
        job.setOperation(OperationEnum.QUERY);
        job.setQuery("SELECT Id, Name FROM Reading__c");
        return job;
    }

    private static Job job(OperationEnum operation) {
        var job = new Job();
        job.setObject("Account");
        job.setOperation(operation);
        return job;
    }

    private Job open(Job job) {
        return route.call(Job.class, "bulk2CreateJob", job, Map.of());
    }

    /// A job that has run to its end.
    private Job load(Job job, String csv) {
        Job opened = open(job);
        route.call("bulk2CreateBatch", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), of(opened));
        route.call("bulk2CloseJob", null, of(opened));
        return ended(() -> route.call(Job.class, "bulk2GetJob", null, of(opened)));
    }

    /// Asks until a job's state is a last one.
    private static <T extends JobBase> T ended(Supplier<T> asking) {
        return Stream.generate(asking)
                .limit(MOST_ASKED)
                .filter(job -> !UNDER_WAY.contains(job.getState()))
                .findFirst()
                .orElseThrow();
    }

    private String results(String operation, Job job) {
        return Records.text(route.call(InputStream.class, operation, null, of(job)));
    }

    private static Map<String, Object> of(JobBase job) {
        return Map.of("jobId", job.getId());
    }
}
