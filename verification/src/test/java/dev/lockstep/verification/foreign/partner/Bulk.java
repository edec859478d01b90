package dev.lockstep.verification.foreign.partner;

import com.sforce.async.AsyncApiException;
import com.sforce.async.BatchInfo;
import com.sforce.async.BatchRequest;
import com.sforce.async.BatchStateEnum;
import com.sforce.async.BulkConnection;
import com.sforce.async.CSVReader;
import com.sforce.async.ConcurrencyMode;
import com.sforce.async.ContentType;
import com.sforce.async.JobInfo;
import com.sforce.async.OperationEnum;
import com.sforce.async.Result;
import com.sforce.async.SObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Jobs of Bulk API 1.0: each operation, each format, queries in ranges and files, refusals.
final class Bulk {
    private static final int MOST_POLLS = 100_000;

    private final Access access;
    private final Sightings sightings;
    private final BulkConnection bulk;

    Bulk(Access access, Sightings sightings) throws AsyncApiException {
        this.access = access;
        this.sightings = sightings;
        this.bulk = access.bulk(access.session());
    }

    void visit() throws AsyncApiException, IOException {
        saveByCsv();
        saveByXml();
        saveByJson();
        query();
        cut();
        abort();
        refusals();
    }

    private static JobInfo job(OperationEnum operation, String object, ContentType contentType) {
        var job = new JobInfo();
        job.setOperation(operation);
        job.setObject(object);
        job.setContentType(contentType);
        return job;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Waits until a batch has ended.
    private BatchInfo end(BatchInfo batch, ContentType form) throws AsyncApiException {
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            BatchInfo now = bulk.getBatchInfo(batch.getJobId(), batch.getId(), form);
            if (now.getState() != BatchStateEnum.Queued && now.getState() != BatchStateEnum.InProgress) {
                return now;
            }
        }
        throw new IllegalStateException("The batch doesn't end: " + batch.getId());
    }

    private List<List<String>> rows(InputStream csv) throws IOException {
        var reader = new CSVReader(csv);
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row = reader.nextRecord(); row != null; row = reader.nextRecord()) {
            rows.add(row);
        }
        return rows;
    }

    /// Makes a job of CSV and waits for its only batch.
    private List<List<String>> runCsv(String name, JobInfo wished, String csv) throws AsyncApiException, IOException {
        JobInfo job = bulk.createJob(wished);
        BatchInfo batch = bulk.createBatchFromStream(job, stream(csv));
        see(name, end(batch, ContentType.XML));
        bulk.closeJob(job.getId());
        List<List<String>> rows = rows(bulk.getBatchResultStream(job.getId(), batch.getId()));
        sightings.seeAll(name + ".rows", rows);
        return rows.subList(1, rows.size());
    }

    private void see(String name, BatchInfo batch) {
        sightings.see(name + ".state", batch.getState());
        sightings.see(name + ".stateMessage", batch.getStateMessage());
        sightings.see(name + ".processed", batch.getNumberRecordsProcessed());
        sightings.see(name + ".failed", batch.getNumberRecordsFailed());
    }

    private void saveByCsv() throws AsyncApiException, IOException {
        JobInfo insert = job(OperationEnum.insert, "Account", ContentType.CSV);
        insert.setConcurrencyMode(ConcurrencyMode.Serial);
        insert.setAssignmentRuleId("01Q000000000001");
        JobInfo made = bulk.createJob(insert);
        sightings.see("csv.job.state", made.getState());
        sightings.see("csv.job.mode", made.getConcurrencyMode());
        sightings.see("csv.job.apiVersion", made.getApiVersion());
        sightings.see("csv.job.rule", made.getAssignmentRuleId());
        sightings.see("csv.job.createdDate", made.getCreatedDate());
        String csv = "Name,External_Id__c\nOne,wsc-1\n,wsc-2\nThree,wsc-3\n";
        BatchInfo batch = bulk.createBatchFromStream(made, stream(csv));
        sightings.see("csv.queued", batch.getState());
        see("csv.insert", end(batch, ContentType.XML));
        sightings.see("csv.listed", bulk.getBatchInfoList(made.getId()).getBatchInfo().length);
        JobInfo closed = bulk.closeJob(made.getId());
        sightings.see("csv.closed.state", closed.getState());
        JobInfo status = bulk.getJobStatus(made.getId());
        sightings.see("csv.status.completed", status.getNumberBatchesCompleted());
        sightings.see("csv.status.records", status.getNumberRecordsProcessed());
        sightings.see("csv.status.failed", status.getNumberRecordsFailed());
        sightings.see(
                "csv.request",
                new String(
                        bulk.getBatchRequestInputStream(made.getId(), batch.getId())
                                .readAllBytes(),
                        StandardCharsets.UTF_8));
        List<List<String>> inserted = rows(bulk.getBatchResultStream(made.getId(), batch.getId()));
        sightings.seeAll("csv.insert.rows", inserted);
        String one = inserted.get(1).getFirst();
        String three = inserted.get(3).getFirst();

        runCsv("csv.update", job(OperationEnum.update, "Account", ContentType.CSV), "Id,Name\n" + one + ",Uno\n");
        JobInfo upsert = job(OperationEnum.upsert, "Account", ContentType.CSV);
        upsert.setExternalIdFieldName("External_Id__c");
        runCsv("csv.upsert", upsert, "External_Id__c,Name\nwsc-3,Tre\nwsc-4,Quattro\n");
        runCsv("csv.delete", job(OperationEnum.delete, "Account", ContentType.CSV), "Id\n" + one + "\n");
        runCsv("csv.hardDelete", job(OperationEnum.hardDelete, "Account", ContentType.CSV), "Id\n" + three + "\n");
    }

    /// Makes a job of XML and waits for its only batch.
    private List<Result> runXml(String name, JobInfo wished, SObject... records) throws AsyncApiException {
        JobInfo job = bulk.createJob(wished);
        BatchRequest request = bulk.createBatch(job);
        request.addSObjects(records);
        BatchInfo batch = request.completeRequest();
        see(name, end(batch, ContentType.XML));
        bulk.closeJob(job.getId());
        Result[] results = bulk.getBatchResult(job.getId(), batch.getId()).getResult();
        seeResults(name, results);
        return List.of(results);
    }

    private void seeResults(String name, Result... results) {
        for (int place = 0; place < results.length; place++) {
            Result result = results[place];
            sightings.see(name + "." + place + ".success", result.isSuccess());
            sightings.see(name + "." + place + ".created", result.isCreated());
            sightings.see(name + "." + place + ".id", result.getId());
            sightings.seeAll(
                    name + "." + place + ".codes",
                    Stream.of(result.getErrors())
                            .map(error -> error.getStatusCode())
                            .toList());
            sightings.seeAll(
                    name + "." + place + ".fields",
                    Stream.of(result.getErrors())
                            .flatMap(error -> Arrays.stream(error.getFields()))
                            .toList());
        }
    }

    private static SObject record(@Nullable String... entries) {
        var record = new SObject();
        for (int place = 0; place < entries.length; place += 2) {
            record.setField(entries[place], entries[place + 1]);
        }
        return record;
    }

    private void saveByXml() throws AsyncApiException {
        SObject child = record("LastName", "Child");
        child.setFieldReference("Account", record("External_Id__c", "wsc-4"));
        List<Result> inserted = runXml(
                "xml.insert",
                job(OperationEnum.insert, "Contact", ContentType.XML),
                record("LastName", "Lee", "Title", "Boss"),
                record("FirstName", "Nobody"),
                child);
        String lee = inserted.getFirst().getId();
        runXml(
                "xml.update",
                job(OperationEnum.update, "Contact", ContentType.XML),
                record("Id", lee, "FirstName", "Ann"));
        JobInfo upsert = job(OperationEnum.upsert, "Contact", ContentType.XML);
        upsert.setExternalIdFieldName("External_Id__c");
        runXml("xml.upsert", upsert, record("External_Id__c", "wsc-c", "LastName", "Loo"));
        runXml("xml.delete", job(OperationEnum.delete, "Contact", ContentType.XML), record("Id", lee));
        runXml(
                "xml.hardDelete",
                job(OperationEnum.hardDelete, "Contact", ContentType.XML),
                record("Id", inserted.get(2).getId()));
    }

    private void saveByJson() throws AsyncApiException {
        JobInfo job = bulk.createJob(job(OperationEnum.insert, "Account", ContentType.JSON), ContentType.JSON);
        sightings.see("json.job.contentType", job.getContentType());
        BatchInfo batch = bulk.createBatchFromStream(job, stream("[{\"Name\":\"Json\"},{\"Industry\":\"Energy\"}]"));
        see("json.insert", end(batch, ContentType.JSON));
        sightings.see(
                "json.status", bulk.getJobStatus(job.getId(), ContentType.JSON).getNumberRecordsProcessed());
        sightings.see(
                "json.listed",
                bulk.getBatchInfoList(job.getId(), ContentType.JSON).getBatchInfo().length);
        seeResults(
                "json.insert",
                bulk.getBatchResult(job.getId(), batch.getId(), ContentType.JSON)
                        .getResult());
    }

    private BatchInfo ask(JobInfo job, String soql) throws AsyncApiException {
        return bulk.createBatchFromStream(job, stream(soql));
    }

    private void query() throws AsyncApiException, IOException {
        JobInfo csv = bulk.createJob(job(OperationEnum.query, "Reading__c", ContentType.CSV));
        BatchInfo batch = ask(csv, "SELECT Id, Name FROM Reading__c");
        see("query.csv", end(batch, ContentType.XML));
        String[] files = bulk.getQueryResultList(csv.getId(), batch.getId()).getResult();
        List<String> sizes = new ArrayList<>();
        for (String file : files) {
            List<List<String>> rows = rows(bulk.getQueryResultStream(csv.getId(), batch.getId(), file));
            sightings.see("query.csv.header." + sizes.size(), rows.getFirst());
            sizes.add(Integer.toString(rows.size() - 1));
        }
        sightings.seeAll("query.csv.sizes", sizes);

        JobInfo xml = bulk.createJob(job(OperationEnum.query, "Account", ContentType.XML));
        BatchInfo inXml = ask(xml, "SELECT Id, Name FROM Account WHERE External_Id__c = 'wsc-4'");
        see("query.xml", end(inXml, ContentType.XML));
        sightings.see("query.xml.text", only(xml, inXml, ContentType.XML));

        JobInfo json = bulk.createJob(job(OperationEnum.query, "Account", ContentType.JSON), ContentType.JSON);
        BatchInfo inJson = ask(json, "SELECT Id, Name FROM Account WHERE External_Id__c = 'wsc-4'");
        see("query.json", end(inJson, ContentType.JSON));
        sightings.see("query.json.text", only(json, inJson, ContentType.JSON));

        JobInfo all = bulk.createJob(job(OperationEnum.queryAll, "Account", ContentType.CSV));
        BatchInfo withDeleted = ask(all, "SELECT Name, IsDeleted FROM Account WHERE Name = 'Uno'");
        see("query.all", end(withDeleted, ContentType.XML));
        sightings.see("query.all.text", only(all, withDeleted, ContentType.XML));

        JobInfo broken = bulk.createJob(job(OperationEnum.query, "Account", ContentType.CSV));
        see("query.malformed", end(ask(broken, "SELECT Foo FROM Account"), ContentType.XML));
    }

    /// The only file of a query's answer.
    private String only(JobInfo job, BatchInfo batch, ContentType form) throws AsyncApiException, IOException {
        String[] files =
                bulk.getQueryResultList(job.getId(), batch.getId(), form).getResult();
        if (files.length != 1) {
            throw new IllegalStateException("One file, not " + files.length);
        }
        return new String(
                bulk.getQueryResultStream(job.getId(), batch.getId(), files[0]).readAllBytes(), StandardCharsets.UTF_8);
    }

    private void cut() throws AsyncApiException, IOException {
        BulkConnection cutting = access.bulk(access.session());
        cutting.addHeader("Sforce-Enable-PKChunking", "chunkSize=500");
        JobInfo job = cutting.createJob(job(OperationEnum.query, "Reading__c", ContentType.CSV));
        BatchInfo original = ask(job, "SELECT Id FROM Reading__c");
        see("cut.original", end(original, ContentType.XML));
        cutting.closeJob(job.getId());
        List<String> states = new ArrayList<>();
        List<String> sizes = new ArrayList<>();
        for (BatchInfo batch : cutting.getBatchInfoList(job.getId()).getBatchInfo()) {
            if (batch.getId().equals(original.getId())) {
                continue;
            }
            states.add(end(batch, ContentType.XML).getState().toString());
            for (String file :
                    cutting.getQueryResultList(job.getId(), batch.getId()).getResult()) {
                sizes.add(Integer.toString(rows(cutting.getQueryResultStream(job.getId(), batch.getId(), file))
                                .size()
                        - 1));
            }
        }
        sightings.seeAll("cut.states", states);
        sightings.seeAll("cut.sizes", sizes);
        sightings.see("cut.total", cutting.getJobStatus(job.getId()).getNumberBatchesTotal());
    }

    private void abort() throws AsyncApiException {
        JobInfo job = bulk.createJob(job(OperationEnum.insert, "Account", ContentType.CSV));
        sightings.see("abort.state", bulk.abortJob(job.getId()).getState());
    }

    private void refusals() throws AsyncApiException {
        JobInfo job = bulk.createJob(job(OperationEnum.insert, "Account", ContentType.CSV));
        BatchInfo malformed = bulk.createBatchFromStream(job, stream("Foo\n1\n"));
        see("refused.field", end(malformed, ContentType.XML));
        BulkConnection ended = access.bulk(access.endedSession());
        sightings.seeAsyncRefusal("refused.session.create", () -> ended.createJob(job));
        sightings.seeAsyncRefusal("refused.session.get", () -> ended.getJobStatus(job.getId()));
        sightings.seeAsyncRefusal("refused.session.batch", () -> ended.createBatchFromStream(job, stream("Name\nx\n")));
        sightings.seeAsyncRefusal("refused.job", () -> bulk.getJobStatus("750000000000001AAA"));
        sightings.seeAsyncRefusal("refused.batch", () -> bulk.getBatchInfo(job.getId(), "751000000000001AAA"));
        sightings.seeAsyncRefusal(
                "refused.object", () -> bulk.createJob(job(OperationEnum.insert, "Nothing__c", ContentType.CSV)));
        sightings.seeAsyncRefusal(
                "refused.externalId", () -> bulk.createJob(job(OperationEnum.upsert, "Account", ContentType.CSV)));
        sightings.seeAsyncRefusal(
                "refused.json",
                () -> bulk.createJob(job(OperationEnum.insert, "Nothing__c", ContentType.JSON), ContentType.JSON));
        sightings.seeAsyncRefusal("refused.results", () -> bulk.getBatchResultStream(job.getId(), malformed.getId()));
        bulk.closeJob(job.getId());
        sightings.seeAsyncRefusal("refused.closed", () -> bulk.closeJob(job.getId()));
        sightings.seeAsyncRefusal("refused.late", () -> bulk.createBatchFromStream(job, stream("Name\nx\n")));
        sightings.seeAsyncRefusal("refused.large", () -> {
            JobInfo large = bulk.createJob(job(OperationEnum.insert, "Account", ContentType.CSV));
            bulk.createBatchFromStream(large, stream("Name\n" + "x".repeat(10_000_000)));
        });
    }
}
