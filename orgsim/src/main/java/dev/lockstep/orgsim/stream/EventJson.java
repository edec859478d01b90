package dev.lockstep.orgsim.stream;

import dev.lockstep.orgsim.events.ChangeEvent;
import dev.lockstep.orgsim.events.ChangeHeader;
import dev.lockstep.orgsim.events.Event;
import dev.lockstep.orgsim.events.SchemaId;
import dev.lockstep.orgsim.events.TopicEvent;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a message holds as its data, in the types that become JSON.
final class EventJson {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");

    private EventJson() {}

    static Map<String, @Nullable Object> data(Event event) {
        return switch (event) {
            case TopicEvent topic -> notification(topic);
            case ChangeEvent change -> change(change);
        };
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/notification_message_format.htm")
    private static Map<String, @Nullable Object> notification(TopicEvent topic) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("createdDate", moment(topic.at()));
        event.put("replayId", topic.replayId());
        event.put("type", topic.change().name().toLowerCase(Locale.ROOT));
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        topic.fields().forEach((name, value) -> record.put(name, json(value)));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("event", event);
        data.put("sobject", record);
        return data;
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_message_structure.htm")
    private static Map<String, @Nullable Object> change(ChangeEvent change) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("ChangeEventHeader", header(change.header()));
        change.fields().forEach((path, value) -> put(payload, path, json(value)));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("schema", SchemaId.of(change.object()));
        data.put("payload", payload);
        data.put("event", Map.of("replayId", change.replayId()));
        return data;
    }

    @Assumed(
            reason = "The documents list nulledFields and diffFields; messages that were seen by CometD lack them, so a"
                    + " client should not need them there. Nothing is told as a difference here")
    private static Map<String, @Nullable Object> header(ChangeHeader header) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("entityName", header.entityName());
        json.put("recordIds", header.recordIds());
        json.put("changeType", header.changeType().name());
        json.put("changeOrigin", header.changeOrigin());
        json.put("transactionKey", header.transactionKey());
        json.put("sequenceNumber", header.sequenceNumber());
        json.put("commitTimestamp", header.commitTimestamp().toEpochMilli());
        json.put("commitNumber", header.commitNumber());
        json.put("commitUser", header.commitUser());
        json.put("nulledFields", header.nulledFields());
        json.put("diffFields", List.of());
        json.put("changedFields", header.changedFields());
        return json;
    }

    /// Parts of a compound field stand together below its name.
    private static void put(Map<String, @Nullable Object> payload, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            payload.put(path, value);
        } else if (payload.computeIfAbsent(path.substring(0, dot), _ -> new Parts()) instanceof Parts parts) {
            parts.put(path.substring(dot + 1), value);
        }
    }

    private static final class Parts extends LinkedHashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1;
    }

    @Assumed(reason = "Values are spelled as in recorded change events; notifications are taken to spell them alike")
    private static @Nullable Object json(Value value) {
        return switch (value) {
            case Value.Absent _ -> null;
            case Value.Text(String text) -> text;
            case Value.Whole(long number) -> number;
            case Value.Decimal(var number) -> number.doubleValue();
            case Value.Flag(boolean set) -> set;
            case Value.Day(var date) -> date.toString();
            case Value.Moment(Instant instant) -> moment(instant);
            case Value.TimeOfDay(var time) -> TIME.format(time);
            case Value.Compound(var parts) -> {
                Map<String, @Nullable Object> json = new TreeMap<>();
                parts.forEach((name, part) -> json.put(name, json(part)));
                yield json;
            }
            case Value.Parent _ -> throw new IllegalArgumentException("Events tell of one record, not of its parents");
        };
    }

    private static String moment(Instant instant) {
        return MOMENT.format(instant);
    }
}
