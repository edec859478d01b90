package dev.lockstep.clients.camel;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.bulk.BatchInfo;
import org.apache.camel.component.salesforce.api.dto.bulk.BatchStateEnum;
import org.apache.camel.component.salesforce.api.dto.bulk.ContentType;
import org.apache.camel.component.salesforce.api.dto.bulk.JobInfo;
import org.apache.camel.component.salesforce.api.dto.bulk.OperationEnum;

/// Jobs of Bulk API 1.0.
final class AsyncJobs {
    private static final Set<BatchStateEnum> UNDER_WAY = EnumSet.of(BatchStateEnum.QUEUED, BatchStateEnum.IN_PROGRESS);
    private static final long MOST_ASKED = 20_000;

    private final SalesforceRoute route;
    private final Sightings seen;

    private AsyncJobs(SalesforceRoute route, Sightings seen) {
        this.route = route;
        this.seen = seen;
    }

    static void make(Given given, Sightings seen) {
        try (var route = SalesforceRoute.open(given)) {
            var jobs = new AsyncJobs(route, seen);
            jobs.load();
            jobs.loadXml();
            jobs.query();
            jobs.queryInRanges();
            jobs.abort();
            jobs.beRefused();
        }
    }

    private void load() {
        JobInfo job = open(job(OperationEnum.INSERT, "Account", ContentType.CSV), Map.of());
        seen.see("opened", job);
        String csv = "Name,External_Id__c\n"
                + IntStream.range(0, 450)
                        .mapToObj(number -> "\"Bulk, %d\",camel-%d\n".formatted(number, number))
                        .collect(Collectors.joining())
                + ",camel-none\n";
        BatchInfo added = add(job, csv);
        seen.see("added", added);
        seen.see("loaded", ended(added));
        seen.see("outcomes", text("getResults", added).lines().toList());
        seen.see("request", text("getRequest", added).equals(csv));
        seen.see("batches", batches(job).stream().map(BatchInfo::getId).toList());
        seen.see("closed", route.call("closeJob", job));
        seen.see("read", route.call("getJob", job));

        JobInfo upsert = job(OperationEnum.UPSERT, "Account", ContentType.CSV);
        upsert.setExternalIdFieldName("External_Id__c");
        seen.see("upserted", outcomes(upsert, "Site,External_Id__c\nHere,camel-1\nThere,camel-new\n"));
    }

    private void loadXml() {
        String records = """
            <?xml version="1.0" encoding="UTF-8"?>
            <sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload">
              <sObject><Name>Nähwerk &amp; Söhne</Name></sObject>
              <sObject><Site>Without a name</Site></sObject>
            </sObjects>
            """;
        seen.see("xmlOutcomes", outcomes(job(OperationEnum.INSERT, "Account", ContentType.XML), records));
    }

    private void query() {
        JobInfo job = open(job(OperationEnum.QUERY, "Reading__c", ContentType.CSV), Map.of());
        BatchInfo batch = ask(job, "SELECT Id, Name FROM Reading__c");
        seen.see("queried", ended(batch));
        List<Long> sizes = new ArrayList<>();
        for (Object file : route.call(List.class, "getQueryResultIds", batch, Map.of())) {
            sizes.add(rows(batch, String.valueOf(file)));
        }
        seen.see("fileSizes", sizes);
        route.call("closeJob", job);
    }

    /// The original batch and a batch for each range of Ids, and how many rows there are in all.
    private void queryInRanges() {
        JobInfo job = open(
                job(OperationEnum.QUERY, "Reading__c", ContentType.CSV),
                Map.of("pkChunking", true, "pkChunkingChunkSize", 1_000));
        BatchInfo original = ask(job, "SELECT Id, Name FROM Reading__c");
        seen.see("original", ended(original));
        List<BatchInfo> ranges = batches(job).stream()
                .filter(batch -> !batch.getId().equals(original.getId()))
                .map(this::ended)
                .toList();
        seen.see("ranges", ranges);
        long rows = 0;
        for (BatchInfo range : ranges) {
            for (Object file : route.call(List.class, "getQueryResultIds", range, Map.of())) {
                rows += rows(range, String.valueOf(file));
            }
        }
        seen.see("rowsInRanges", rows);
        route.call("closeJob", job);
    }

    private void abort() {
        JobInfo job = open(job(OperationEnum.INSERT, "Account", ContentType.CSV), Map.of());
        seen.see("aborted", route.call("abortJob", job));
        seen.seeRefusal("batchOfAborted", () -> add(job, "Name\nNever\n"));
    }

    private void beRefused() {
        seen.seeRefusal("unknownObject", () -> open(job(OperationEnum.INSERT, "Acount", ContentType.CSV), Map.of()));
        seen.seeRefusal("noKey", () -> open(job(OperationEnum.UPSERT, "Account", ContentType.CSV), Map.of()));
        seen.seeRefusal("unknownJob", () -> route.call("getJob", null, Map.of("jobId", "750000000000000")));
        JobInfo insert = open(job(OperationEnum.INSERT, "Account", ContentType.CSV), Map.of());
        seen.seeRefusal(
                "unknownBatch",
                () -> route.call("getBatch", null, Map.of("jobId", insert.getId(), "batchId", "751000000000000")));
        seen.see("unknownColumn", ended(add(insert, "Nmae\nA\n")));
        JobInfo query = open(job(OperationEnum.QUERY, "Account", ContentType.CSV), Map.of());
        seen.see("malformedQuery", ended(ask(query, "SELECT Nothing FROM Account")));
    }

    private static JobInfo job(OperationEnum operation, String object, ContentType content) {
        var job = new JobInfo();
        job.setOperation(operation);
        job.setObject(object);
        job.setContentType(content);
        return job;
    }

    private JobInfo open(JobInfo job, Map<String, Object> options) {
        return route.call(JobInfo.class, "createJob", job, options);
    }

    private BatchInfo add(JobInfo job, String records) {
        return route.call(
                BatchInfo.class,
                "createBatch",
                new ByteArrayInputStream(records.getBytes(StandardCharsets.UTF_8)),
                Map.of("jobId", job.getId(), "contentType", job.getContentType()));
    }

    private BatchInfo ask(JobInfo job, String soql) {
        return route.call(BatchInfo.class, "createBatchQuery", job, Map.of("sObjectQuery", soql));
    }

    private List<BatchInfo> batches(JobInfo job) {
        List<?> batches = route.call(List.class, "getAllBatches", job, Map.of());
        return batches.stream().map(BatchInfo.class::cast).toList();
    }

    /// Asks until a batch's state is a last one.
    private BatchInfo ended(BatchInfo batch) {
        return Stream.generate(() -> route.call(BatchInfo.class, "getBatch", batch, Map.of()))
                .limit(MOST_ASKED)
                .filter(now -> !UNDER_WAY.contains(now.getState()))
                .findFirst()
                .orElseThrow();
    }

    /// What became of each record of a job with one batch.
    private String outcomes(JobInfo job, String records) {
        JobInfo opened = open(job, Map.of());
        BatchInfo batch = ended(add(opened, records));
        route.call("closeJob", opened);
        return text("getResults", batch);
    }

    private String text(String operation, BatchInfo batch) {
        return Records.text(route.call(InputStream.class, operation, batch, Map.of()));
    }

    /// How many rows a file of a query's result has.
    private long rows(BatchInfo batch, String file) {
        return Records.text(route.call(InputStream.class, "getQueryResult", batch, Map.of("resultId", file)))
                        .lines()
                        .count()
                - 1;
    }
}
