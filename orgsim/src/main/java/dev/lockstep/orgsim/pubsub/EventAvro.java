package dev.lockstep.orgsim.pubsub;

import com.google.protobuf.ByteString;
import dev.lockstep.orgsim.events.ChangeEvent;
import dev.lockstep.orgsim.events.ChangeHeader;
import dev.lockstep.orgsim.events.EventFields;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.pubsub.wire.ConsumerEvent;
import dev.lockstep.orgsim.pubsub.wire.ProducerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/// Change events as messages of the Pub/Sub API.
final class EventAvro {
    private EventAvro() {}

    /// The same event is the same message whenever it is told.
    static ConsumerEvent message(ChangeEvent event, EventSchema schema) {
        ChangeHeader header = event.header();
        String name = header.transactionKey() + "/" + header.sequenceNumber();
        return ConsumerEvent.newBuilder()
                .setEvent(ProducerEvent.newBuilder()
                        .setId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                .toString())
                        .setSchemaId(schema.id())
                        .setPayload(encoded(record(event, schema))))
                .setReplayId(ReplayIdBytes.of(event.replayId()))
                .build();
    }

    private static ByteString encoded(GenericRecord record) {
        ByteString.Output bytes = ByteString.newOutput();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteString();
    }

    /// All fields are there, those without a change too; these have no value, whatever the record has.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_body.htm")
    private static GenericRecord record(ChangeEvent event, EventSchema schema) {
        Schema avro = schema.avro();
        var record = new GenericData.Record(avro);
        record.put(EventSchema.HEADER, header(event.header(), avro));
        for (EventFields.Slot slot : schema.fields().slots()) {
            switch (slot) {
                case EventFields.Slot.Plain(var field) ->
                    record.put(field.name(), avro(event.fields().getOrDefault(field.name(), Value.Absent.ABSENT)));
                case EventFields.Slot.Compound(String name, List<EventFields.Part> parts) ->
                    whole(event, name, parts, avro).ifPresent(whole -> record.put(name, whole));
                case EventFields.Slot.Switchable(var field, List<EventFields.Part> parts) ->
                    record.put(
                            field.name(),
                            whole(event, field.name(), parts, avro)
                                    .<@Nullable Object>map(whole -> whole)
                                    .orElse(avro(event.fields().getOrDefault(field.name(), Value.Absent.ABSENT))));
            }
        }
        return record;
    }

    /// Empty where no part has a value.
    private static Optional<GenericRecord> whole(
            ChangeEvent event, String name, List<EventFields.Part> parts, Schema avro) {
        if (parts.stream().allMatch(part -> value(event, name, part).isAbsent())) {
            return Optional.empty();
        }
        var whole =
                new GenericData.Record(avro.getField(name).schema().getTypes().getLast());
        parts.forEach(part -> whole.put(part.name(), avro(value(event, name, part))));
        return Optional.of(whole);
    }

    private static Value value(ChangeEvent event, String whole, EventFields.Part part) {
        return event.fields().getOrDefault(whole + "." + part.name(), Value.Absent.ABSENT);
    }

    private static GenericRecord header(ChangeHeader header, Schema event) {
        Schema avro = event.getField(EventSchema.HEADER).schema();
        Schema types = avro.getField("changeType").schema();
        var record = new GenericData.Record(avro);
        record.put("entityName", header.entityName());
        record.put("recordIds", header.recordIds());
        record.put(
                "changeType",
                new GenericData.EnumSymbol(types, header.changeType().name()));
        record.put("changeOrigin", header.changeOrigin());
        record.put("transactionKey", header.transactionKey());
        record.put("sequenceNumber", header.sequenceNumber());
        record.put("commitTimestamp", header.commitTimestamp().toEpochMilli());
        record.put("commitNumber", header.commitNumber());
        record.put("commitUser", header.commitUser());
        record.put("nulledFields", FieldBitmaps.of(header.nulledFields(), event));
        record.put("diffFields", List.of());
        record.put("changedFields", FieldBitmaps.of(header.changedFields(), event));
        return record;
    }

    private static @Nullable Object avro(Value value) {
        return switch (value) {
            case Value.Absent _ -> null;
            case Value.Text(String text) -> text;
            case Value.Blob(String base64) -> base64;
            case Value.Whole(long number) -> Math.toIntExact(number);
            case Value.Decimal(BigDecimal number) -> number.doubleValue();
            case Value.Flag(boolean set) -> set;
            case Value.Day(LocalDate date) ->
                date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            case Value.Moment(Instant instant) -> instant.toEpochMilli();
            case Value.TimeOfDay(LocalTime time) -> TimeUnit.NANOSECONDS.toMillis(time.toNanoOfDay());
            case Value.Compound _, Value.Parent _ ->
                throw new IllegalArgumentException("Events tell the parts of compound fields, and of no other record");
        };
    }
}
