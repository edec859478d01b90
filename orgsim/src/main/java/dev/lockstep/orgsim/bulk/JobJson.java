package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.rest.RestMoment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Writes what is told of a job.
final class JobJson {
    private static final int RETRIES_OF_A_FAILURE = 15;

    /// How much is told.
    enum Detail {
        /// To whoever changes the job.
        CHANGED,
        /// In a list of jobs.
        LISTED,
        /// To whoever asks for the job alone.
        ALL
    }

    private JobJson() {}

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_one_job.htm")
    static void write(JsonGenerator json, QueryJob job, Instant now, Detail detail) {
        JobState state = job.state(now);
        json.writeStartObject();
        json.writeStringProperty("id", job.id().text18());
        json.writeStringProperty("operation", job.origin().request().operation());
        json.writeStringProperty("object", job.query().object().name());
        json.writeStringProperty("createdById", job.origin().userId());
        json.writeStringProperty("createdDate", moment(job.origin().created()));
        json.writeStringProperty("systemModstamp", moment(job.reached(state)));
        json.writeStringProperty("state", state.text());
        json.writeStringProperty("concurrencyMode", "Parallel");
        json.writeStringProperty("contentType", "CSV");
        json.writeName("apiVersion");
        json.writeNumber(job.origin().version().toString());
        if (detail != Detail.CHANGED) {
            json.writeStringProperty("jobType", "V2Query");
        }
        json.writeStringProperty(
                "lineEnding", job.origin().request().lineEnding().name());
        json.writeStringProperty(
                "columnDelimiter", job.origin().request().columnDelimiter().name());
        if (detail == Detail.ALL) {
            progress(json, job, state);
        }
        json.writeEndObject();
    }

    /// Whole seconds, as all times of an org.
    static String moment(Instant instant) {
        return RestMoment.text(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    @Assumed(
            reason = "Records are told when the job has completed, 0 before. A failure's text and retries follow what"
                    + " the documents say of it in passing; errorMessage is not among the documented members")
    private static void progress(JsonGenerator json, QueryJob job, JobState state) {
        json.writeNumberProperty(
                "numberRecordsProcessed",
                state == JobState.JOB_COMPLETE ? job.answer().totalSize() : 0);
        json.writeNumberProperty("retries", state == JobState.FAILED ? RETRIES_OF_A_FAILURE : 0);
        json.writeNumberProperty(
                "totalProcessingTime", state.isEnd() ? job.origin().jobTime().toMillis() : 0);
        json.writeBooleanProperty("isPkChunkingSupported", true);
        if (state == JobState.FAILED) {
            json.writeStringProperty("errorMessage", "Retried more than fifteen times");
        }
    }

    /// Where the next part of a list is; null behind the last.
    static void writeNext(JsonGenerator json, Optional<String> url) {
        json.writeName("nextRecordsUrl");
        if (url.isPresent()) {
            json.writeString(url.get());
        } else {
            json.writeNull();
        }
    }
}
