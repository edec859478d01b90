package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Fate;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/// Writes what is told of an ingest job.
final class IngestJson {
    private static final int RETRIES_OF_A_FAILURE = 20;

    private IngestJson() {}

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_info.htm")
    static void write(JsonGenerator json, IngestJob job, Instant now, JobJson.Detail detail) {
        IngestRequest request = job.origin().request();
        IngestState state = job.state(now);
        json.writeStartObject();
        json.writeStringProperty("id", job.id().text18());
        json.writeStringProperty("operation", request.operation().text());
        json.writeStringProperty("object", request.object());
        json.writeStringProperty("createdById", job.origin().userId());
        json.writeStringProperty("createdDate", JobJson.moment(job.origin().created()));
        json.writeStringProperty("systemModstamp", JobJson.moment(job.reached(state)));
        json.writeStringProperty("state", state.text());
        request.externalIdField().ifPresent(field -> json.writeStringProperty("externalIdFieldName", field));
        json.writeStringProperty("concurrencyMode", "Parallel");
        json.writeStringProperty("contentType", "CSV");
        json.writeName("apiVersion");
        json.writeNumber(job.origin().version().toString());
        if (detail != JobJson.Detail.CHANGED) {
            json.writeStringProperty("jobType", "V2Ingest");
        }
        if (state == IngestState.OPEN) {
            json.writeStringProperty("contentUrl", contentUrl(job));
        }
        json.writeStringProperty("lineEnding", request.lineEnding().name());
        json.writeStringProperty("columnDelimiter", request.columnDelimiter().name());
        request.assignmentRuleId().ifPresent(rule -> json.writeStringProperty("assignmentRuleId", rule));
        if (detail == JobJson.Detail.ALL) {
            progress(json, job);
        }
        json.writeEndObject();
    }

    /// Without a slash at its beginning.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm")
    private static String contentUrl(IngestJob job) {
        return "services/data/v%s/jobs/ingest/%s/batches"
                .formatted(job.origin().version(), job.id().text18());
    }

    @Assumed(reason = "Times are told when the job has ended, 0 before. There are no triggers, so that theirs stays 0")
    private static void progress(JsonGenerator json, IngestJob job) {
        boolean gaveUp = job.origin().fate() == Fate.FAILURE
                && job.end()
                        .map(IngestJob.End::state)
                        .filter(IngestState.FAILED::equals)
                        .isPresent();
        json.writeNumberProperty("numberRecordsProcessed", job.saved().rows());
        json.writeNumberProperty("numberRecordsFailed", job.saved().rowsFailed());
        json.writeNumberProperty("retries", gaveUp ? RETRIES_OF_A_FAILURE : 0);
        json.writeNumberProperty("totalProcessingTime", job.took().toMillis());
        json.writeNumberProperty("apiActiveProcessingTime", job.worked().toMillis());
        json.writeNumberProperty("apexProcessingTime", 0);
        job.end().flatMap(IngestJob.End::error).ifPresent(error -> json.writeStringProperty("errorMessage", error));
    }
}
