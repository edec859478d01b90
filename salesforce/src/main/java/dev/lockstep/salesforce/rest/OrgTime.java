package dev.lockstep.salesforce.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/// Reads points in time as an org writes them: with `Z` in SOAP and CSV, with `+0000` in JSON.
public final class OrgTime {
    private static final DateTimeFormatter ANY_OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private OrgTime() {}

    /// Throws [IllegalArgumentException] for anything else.
    public static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text, ANY_OFFSET).toInstant();
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("\"" + text + "\" is no point in time", noTime);
        }
    }
}
