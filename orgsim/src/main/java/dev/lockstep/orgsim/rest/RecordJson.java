package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.Value;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// Writes rows of queries as JSON.
@Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_query.htm")
public final class RecordJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");

    private RecordJson() {}

    /// Writes one row as an object.
    ///
    /// @param version which the links to records name
    public static void write(JsonGenerator json, ApiVersion version, QueryRow row) {
        json.writeStartObject();
        json.writeObjectPropertyStart("attributes");
        json.writeStringProperty("type", row.type());
        row.id()
                .ifPresent(id -> json.writeStringProperty(
                        "url", "%s/sobjects/%s/%s".formatted(RestAnswers.root(version), row.type(), id)));
        json.writeEndObject();
        for (QueryRow.Cell cell : row.cells()) {
            json.writeName(cell.name());
            if (cell.value() instanceof Value.Blob) {
                json.writeString(pathOfBlob(version, row, cell.name()));
            } else {
                value(json, version, cell.value());
            }
        }
        json.writeEndObject();
    }

    /// Bytes are told by the path to them.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_blob_retrieve.htm")
    private static String pathOfBlob(ApiVersion version, QueryRow row, String field) {
        return "%s/sobjects/%s/%s/%s"
                .formatted(RestAnswers.root(version), row.type(), row.id().orElseThrow(), field);
    }

    @Assumed(reason = "Decimals are JSON numbers as Java writes a double: 400.0, and 1.0E7 from ten million on.")
    private static void value(JsonGenerator json, ApiVersion version, Value value) {
        switch (value) {
            case Value.Absent _ -> json.writeNull();
            case Value.Text(String text) -> json.writeString(text);
            case Value.Whole(long number) -> json.writeNumber(number);
            case Value.Decimal(var number) -> json.writeNumber(number.doubleValue());
            case Value.Flag(boolean set) -> json.writeBoolean(set);
            case Value.Day(var date) -> json.writeString(date.toString());
            case Value.Moment(var instant) -> json.writeString(RestMoment.text(instant));
            case Value.TimeOfDay(var time) -> json.writeString(TIME.format(time));
            case Value.Blob _ -> throw new IllegalArgumentException("Bytes are told where their record is known");
            case Value.Compound(var parts) -> compound(json, version, parts);
            case Value.Parent(QueryRow parent) -> write(json, version, parent);
        }
    }

    private static void compound(JsonGenerator json, ApiVersion version, Map<String, Value> parts) {
        json.writeStartObject();
        new TreeMap<>(parts).forEach((name, part) -> {
            json.writeName(name);
            value(json, version, part);
        });
        json.writeEndObject();
    }
}
