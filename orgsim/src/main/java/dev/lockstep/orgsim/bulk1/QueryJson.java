package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.CsvText;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.Body;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Rows of a query as JSON, made while they are written.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_using_bulk_query.htm")
record QueryJson(QueryAnswer answer, ApiVersion version, long offset, long rows) implements Body {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartArray();
            RowPages.forEach(answer, offset, rows, row -> write(json, row));
            json.writeEndArray();
        }
    }

    private void write(JsonGenerator json, QueryRow row) {
        json.writeStartObject();
        json.writeObjectPropertyStart("attributes");
        json.writeStringProperty("type", row.type());
        row.id()
                .ifPresent(id -> json.writeStringProperty(
                        "url", "/services/data/v%s/sobjects/%s/%s".formatted(version, row.type(), id)));
        json.writeEndObject();
        for (QueryRow.Cell cell : row.cells()) {
            json.writeName(cell.name());
            write(json, cell.value());
        }
        json.writeEndObject();
    }

    @Assumed(
            reason = "Recorded traffic shows points in time as milliseconds since 1970; that days are told so too is in"
                    + " reports about clients. Decimals are as in REST")
    private void write(JsonGenerator json, Value value) {
        switch (value) {
            case Value.Absent _ -> json.writeNull();
            case Value.Whole(long number) -> json.writeNumber(number);
            case Value.Decimal(var number) -> json.writeNumber(number.doubleValue());
            case Value.Flag(boolean set) -> json.writeBoolean(set);
            case Value.Day(LocalDate date) ->
                json.writeNumber(date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
            case Value.Moment(Instant instant) -> json.writeNumber(instant.toEpochMilli());
            case Value.Parent(QueryRow parent) -> write(json, parent);
            case Value.Text _, Value.Blob _, Value.TimeOfDay _, Value.Compound _ -> json.writeString(CsvText.of(value));
        }
    }
}
