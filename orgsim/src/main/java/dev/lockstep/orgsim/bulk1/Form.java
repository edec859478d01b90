package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;
import java.util.Locale;
import java.util.Optional;

/// How jobs, batches and errors are told.
enum Form {
    XML("application/xml"),
    JSON("application/json");

    private final String mediaType;

    Form(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /// The form of the answer to a request.
    ///
    /// @param job the content type of the job that it names, where there is such
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/async_api_headers_content_type.htm")
    @Assumed(
            reason = "The form of what is sent decides, as recorded traffic shows it; where a request has neither form,"
                    + " that of the job's data")
    static Form of(HttpCall call, Optional<ContentType> job) {
        String sent = mediaTypeOf(call);
        if (sent.equals(JSON.mediaType)) {
            return JSON;
        }
        return sent.equals(XML.mediaType) ? XML : job.map(ContentType::form).orElse(XML);
    }

    /// Without parameters; empty where it isn't told.
    static String mediaTypeOf(HttpCall call) {
        return call.header("Content-Type")
                .orElse("")
                .replaceFirst(";.*$", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
