package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.RecordNumbers;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/// Lists of jobs, of one kind each, page by page.
final class JobPages {
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_all_jobs.htm")
    private static final int JOBS_A_PAGE = 1_000;

    /// One more than a page holds, which shows whether there are more.
    static final int MOST_TO_FIND = JOBS_A_PAGE + 1;

    private static final String LOCATOR_PREFIX = "01g";

    private JobPages() {}

    /// One page.
    ///
    /// @param kind the word for the jobs in paths
    /// @param found the jobs behind [#start], the oldest first, [#MOST_TO_FIND] at most
    static <J> Answer answer(
            ApiVersion version,
            String kind,
            List<J> found,
            ToLongFunction<J> number,
            BiConsumer<JsonGenerator, J> write) {
        List<J> page = found.subList(0, Math.min(found.size(), JOBS_A_PAGE));
        boolean done = page.size() == found.size();
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeBooleanProperty("done", done);
            json.writeArrayPropertyStart("records");
            page.forEach(job -> write.accept(json, job));
            json.writeEndArray();
            JobJson.writeNext(
                    json,
                    done ? Optional.empty() : Optional.of(url(version, kind, number.applyAsLong(page.getLast()))));
            json.writeEndObject();
        });
    }

    private static String url(ApiVersion version, String kind, long last) {
        return "/services/data/v%s/jobs/%s?queryLocator=%s-%d"
                .formatted(version, kind, RecordNumbers.id(LOCATOR_PREFIX, last).text18(), JOBS_A_PAGE);
    }

    /// The number behind which the page starts.
    static long start(HttpCall call) {
        Optional<String> locator = call.parameter("queryLocator");
        if (locator.isEmpty()) {
            return Long.MIN_VALUE;
        }
        return RecordId.parse(locator.get().replaceFirst("-\\d+$", ""))
                .filter(id -> id.keyPrefix().equals(LOCATOR_PREFIX))
                .map(RecordNumbers::number)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .orElseThrow(() -> new RestRefusal(400, "INVALID_QUERY_LOCATOR", "invalid query locator"));
    }
}
