package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a page of a job's results begins. All of it stands in the text, so that it holds as long as the job does.
///
/// @param offset of the page's first row, from 0
record ResultLocator(long job, long offset) {
    private static final Pattern DECODED = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_job_results.htm")
    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("%d:%d".formatted(job, offset).getBytes(StandardCharsets.US_ASCII));
    }

    /// Reads what [#text()] wrote.
    ///
    /// @param job whose results are asked for
    /// @param rows how many rows they have
    /// @throws RestRefusal when it is no place in these results
    static ResultLocator read(String text, long job, long rows) {
        Matcher decoded = DECODED.matcher(decode(text));
        if (decoded.matches()) {
            var locator = new ResultLocator(Long.parseLong(decoded.group(1)), Long.parseLong(decoded.group(2)));
            if (locator.job == job && (locator.offset < rows || locator.offset == 0)) {
                return locator;
            }
        }
        throw new RestRefusal(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
