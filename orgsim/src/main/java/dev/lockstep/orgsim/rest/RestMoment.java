package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Documented;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// How JSON writes points in time: with milliseconds, and an offset without a colon.
@Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_query.htm")
public final class RestMoment {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

    private RestMoment() {}

    public static String text(Instant instant) {
        return FORMAT.format(instant);
    }
}
