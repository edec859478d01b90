package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.events.ChangeType;
import dev.lockstep.orgsim.events.EventFields;
import dev.lockstep.orgsim.events.SchemaId;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/// How an object's change events are encoded: the header first, then the fields in the order of their slots.
@Documented(url = "https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-avro-serialization.html")
record EventSchema(ObjectDefinition object, String id, EventFields fields, Schema avro) {
    static final String HEADER = "ChangeEventHeader";

    /// Seen in public reports: the name of an account, which may be a company's or a person's.
    private static final String SWITCHABLE = "Switchable_PersonName";

    private static final String NAMESPACE = "com.sforce.eventbus";

    static EventSchema of(ObjectDefinition object) {
        EventFields fields = EventFields.of(object);
        return new EventSchema(object, SchemaId.of(object), fields, new Making(object).avro(fields));
    }

    /// In Avro's JSON.
    String json() {
        return avro.toString();
    }

    private static final class Making {
        private final ObjectDefinition object;
        private final Map<String, Schema> compounds = new HashMap<>();

        private Making(ObjectDefinition object) {
            this.object = object;
        }

        private Schema avro(EventFields fields) {
            List<Schema.Field> all = new ArrayList<>();
            all.add(new Schema.Field(HEADER, header()));
            for (EventFields.Slot slot : fields.slots()) {
                all.add(
                        switch (slot) {
                            case EventFields.Slot.Plain(FieldDefinition field) -> optional(slot.name(), plain(field));
                            case EventFields.Slot.Compound compound -> optional(slot.name(), compound(compound));
                            case EventFields.Slot.Switchable(FieldDefinition field, List<EventFields.Part> parts) ->
                                optional(slot.name(), plain(field), record(SWITCHABLE, parts));
                        });
            }
            return Schema.createRecord(eventName(), null, NAMESPACE, false, all);
        }

        private String eventName() {
            return object.name().endsWith("__c")
                    ? object.name().substring(0, object.name().length() - 1) + "ChangeEvent"
                    : object.name() + "ChangeEvent";
        }

        @Documented(
                url =
                        "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm")
        private static Schema header() {
            List<String> types = Stream.concat(
                            Arrays.stream(ChangeType.values()).map(Enum::name), Stream.of("SNAPSHOT"))
                    .toList();
            Schema text = Schema.create(Schema.Type.STRING);
            Schema number = Schema.create(Schema.Type.LONG);
            Schema texts = Schema.createArray(text);
            return Schema.createRecord(
                    HEADER,
                    null,
                    NAMESPACE,
                    false,
                    List.of(
                            new Schema.Field("entityName", text),
                            new Schema.Field("recordIds", texts),
                            new Schema.Field("changeType", Schema.createEnum("ChangeType", null, NAMESPACE, types)),
                            new Schema.Field("changeOrigin", text),
                            new Schema.Field("transactionKey", text),
                            new Schema.Field("sequenceNumber", Schema.create(Schema.Type.INT)),
                            new Schema.Field("commitTimestamp", number),
                            new Schema.Field("commitNumber", number),
                            new Schema.Field("commitUser", text),
                            new Schema.Field("nulledFields", texts),
                            new Schema.Field("diffFields", texts),
                            new Schema.Field("changedFields", texts)));
        }

        private static Schema.Field optional(String name, Schema... types) {
            List<Schema> all = new ArrayList<>(List.of(Schema.create(Schema.Type.NULL)));
            all.addAll(Arrays.asList(types));
            return new Schema.Field(name, Schema.createUnion(all), null, Schema.Field.NULL_DEFAULT_VALUE);
        }

        @Documented(
                url =
                        "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/cdc_event_diff_pubsub_cometd.htm")
        @Assumed(reason = "Dates are documented as epoch time; that times of day are milliseconds as well is believed")
        private static Schema plain(FieldDefinition field) {
            return Schema.create(
                    switch (field.type()) {
                        case ID,
                                REFERENCE,
                                STRING,
                                PICKLIST,
                                MULTIPICKLIST,
                                COMBOBOX,
                                TEXTAREA,
                                EMAIL,
                                PHONE,
                                URL,
                                ENCRYPTEDSTRING,
                                BASE64 -> Schema.Type.STRING;
                        case INT -> Schema.Type.INT;
                        case DOUBLE, CURRENCY, PERCENT -> Schema.Type.DOUBLE;
                        case BOOLEAN -> Schema.Type.BOOLEAN;
                        case DATE, DATETIME, TIME -> Schema.Type.LONG;
                        case ADDRESS, LOCATION ->
                            throw new IllegalArgumentException("The field %s has no parts".formatted(field.name()));
                    });
        }

        /// Compounds with the same parts are one type, which Avro names where it first occurs.
        @Assumed(reason = "Seen in public reports: PersonName and Address; the other names are made after these")
        private Schema compound(EventFields.Slot.Compound compound) {
            String name = typeName(compound);
            Schema made = record(name, compound.parts());
            Schema known = compounds.putIfAbsent(name, made);
            if (known == null || known.equals(made)) {
                return known == null ? made : known;
            }
            return record(name + "_" + compound.name(), compound.parts());
        }

        private String typeName(EventFields.Slot.Compound compound) {
            FieldKind kind = object.field(compound.name())
                    .map(FieldDefinition::type)
                    .orElseThrow(() -> new IllegalStateException("There is no field " + compound.name()));
            return switch (kind) {
                case ADDRESS -> "Address";
                case LOCATION -> "Location";
                default -> "PersonName";
            };
        }

        private static Schema record(String name, List<EventFields.Part> parts) {
            List<Schema.Field> fields = parts.stream()
                    .map(part -> optional(part.name(), plain(part.field())))
                    .toList();
            return Schema.createRecord(name, null, NAMESPACE, false, fields);
        }
    }
}
