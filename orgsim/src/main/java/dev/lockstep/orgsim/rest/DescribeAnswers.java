package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.describe.ObjectShape;
import dev.lockstep.orgsim.describe.Shape;
import dev.lockstep.orgsim.describe.Shape.Audience;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.Body;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import tools.jackson.core.JsonGenerator;

/// `/sobjects` and what lies below it.
final class DescribeAnswers {
    private static final int MAX_BATCH_SIZE = 200;

    private final SimulatedOrg org;

    /// When metadata can have changed at the latest before anybody's rights or fields did: it may differ after a
    /// restart with another version of the org.
    private final Instant opened;

    DescribeAnswers(SimulatedOrg org) {
        this.org = org;
        this.opened = org.now();
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_describeGlobal.htm")
    Answer global(HttpCall call, ApiVersion version) {
        return cached(call, JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("encoding", "UTF-8");
            json.writeNumberProperty("maxBatchSize", MAX_BATCH_SIZE);
            json.writeArrayPropertyStart("sobjects");
            org.objects().forEach(object -> summary(json, object, version));
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_basic_info_get.htm")
    Answer basic(ApiVersion version, String name) {
        ObjectDefinition object = object(name);
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeName("objectDescribe");
            summary(json, object, version);
            json.writeArrayPropertyStart("recentItems");
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm")
    Answer describe(HttpCall call, ApiVersion version, String name) {
        ObjectDefinition object = object(name);
        Shape.Group description = ObjectShape.description(object, org.objects(), Audience.REST);
        return cached(call, JsonBody.answer(200, json -> {
            json.writeStartObject();
            ShapeJson.writeProperties(json, description);
            urls(json, object, version);
            json.writeEndObject();
        }));
    }

    private ObjectDefinition object(String name) {
        return org.object(name).orElseThrow(RestRefusal::notFound);
    }

    private static void summary(JsonGenerator json, ObjectDefinition object, ApiVersion version) {
        json.writeStartObject();
        ShapeJson.writeProperties(json, ObjectShape.summary(object, Audience.REST));
        urls(json, object, version);
        json.writeEndObject();
    }

    /// Only of what is there.
    private static void urls(JsonGenerator json, ObjectDefinition object, ApiVersion version) {
        String url = "%s/sobjects/%s".formatted(RestAnswers.root(version), object.name());
        json.writeObjectPropertyStart("urls");
        json.writeStringProperty("describe", url + "/describe");
        json.writeStringProperty("sobject", url);
        json.writeEndObject();
    }

    /// Nothing but 304 where the client has it already.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_conditional_requests.htm")
    private Answer cached(HttpCall call, Answer answer) {
        String tag = "\"%s\"".formatted(checksum(answer.body()));
        boolean known = call.header("If-None-Match")
                .map(tag::equals)
                .orElseGet(() -> call.header("If-Modified-Since")
                        .map(this::isUnmodifiedSince)
                        .orElse(false));
        return (known ? Answer.empty(304) : answer)
                .with("ETag", tag)
                .with(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                lastModified().atZone(ZoneOffset.UTC)));
    }

    private Instant lastModified() {
        return org.descriptionsChanged().orElse(opened).truncatedTo(ChronoUnit.SECONDS);
    }

    private boolean isUnmodifiedSince(String date) {
        try {
            return !lastModified()
                    .isAfter(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static String checksum(Body body) {
        var checksum = new CRC32();
        try {
            body.writeTo(new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }
}
