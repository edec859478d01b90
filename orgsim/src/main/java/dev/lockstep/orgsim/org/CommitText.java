package dev.lockstep.orgsim.org;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A commit as JSON: `{"counters":{"Account":[7,1]},"records":[{"object":…,"number":…,"values":{…}}]}`, the first of a
/// journal with `"origin":[organization, generated rows, sample]`, and the files that the org was made of behind them.
/// A record's empty fields are left out; of one that isn't here, `"left":[…]` tells where it is instead. The
/// circumstances of the changes stand behind them, as `"change":{"at":…,"by":…,"origin":…,"way":…,"followers":[…]}`.
/// What isn't a record stands in lines of its own, as `"note":…`; what a caller notes of its records' outcomes stands
/// behind them, as `"outcomes":…`.
final class CommitText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ORIGIN = "origin";
    private static final String COUNTERS = "counters";
    private static final String RECORDS = "records";
    private static final String OBJECT = "object";
    private static final String NUMBER = "number";
    private static final String VALUES = "values";
    private static final String LEFT = "left";
    private static final String CHANGE = "change";
    private static final String NOTE = "note";
    private static final String OUTCOMES = "outcomes";

    private final Schema schema;

    CommitText(Schema schema) {
        this.schema = schema;
    }

    byte[] write(Commit commit) {
        var bytes = new ByteArrayOutputStream();
        write(commit, bytes);
        return bytes.toByteArray();
    }

    void write(Commit commit, OutputStream out) {
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            commit.origin().ifPresent(origin -> write(json, origin));
            json.writeObjectPropertyStart(COUNTERS);
            for (var counter : commit.counters()) {
                json.writeArrayPropertyStart(counter.object());
                json.writeNumber(counter.nextNumber());
                json.writeNumber(counter.nextAutoNumber());
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeArrayPropertyStart(RECORDS);
            commit.records().forEach(record -> write(json, record));
            json.writeEndArray();
            commit.circumstances().ifPresent(told -> CircumstancesText.write(json, CHANGE, told));
            commit.note().ifPresent(note -> json.writeStringProperty(NOTE, note));
            commit.outcomes().ifPresent(outcomes -> json.writeStringProperty(OUTCOMES, outcomes));
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Origin origin) {
        json.writeArrayPropertyStart(ORIGIN);
        json.writeString(origin.organizationId());
        json.writeNumber(origin.generatedRows());
        json.writeString(origin.sample());
        origin.madeOf().forEach(files -> json.writeString(files.text()));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, StoredRecord record) {
        json.writeStartObject();
        json.writeStringProperty(OBJECT, record.object().name());
        json.writeNumberProperty(NUMBER, record.number());
        json.writeObjectPropertyStart(VALUES);
        var fields = record.object().fields();
        for (var position = 0; position < fields.size(); position++) {
            var value = record.stored(position);
            if (!value.isAbsent()) {
                json.writeStringProperty(fields.get(position).name(), ValueText.write(value));
            }
        }
        json.writeEndObject();
        var left = WhereaboutsText.write(record.whereabouts());
        if (!left.isEmpty()) {
            json.writeArrayPropertyStart(LEFT);
            left.forEach(json::writeString);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    Commit read(byte[] text) {
        var origin = Optional.<Origin>empty();
        var counters = new ArrayList<Commit.Counter>();
        var records = new ArrayList<StoredRecord>();
        var circumstances = Optional.<Circumstances>empty();
        var note = Optional.<String>empty();
        var outcomes = Optional.<String>empty();
        try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
            expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                switch (json.currentName()) {
                    case ORIGIN -> origin = Optional.of(readOrigin(json));
                    case COUNTERS -> readCounters(json, counters);
                    case RECORDS -> readRecords(json, records);
                    case CHANGE -> circumstances = Optional.of(CircumstancesText.read(json));
                    case NOTE -> note = Optional.of(readText(json));
                    case OUTCOMES -> outcomes = Optional.of(readText(json));
                    default -> throw unreadable("an entry " + json.currentName());
                }
            }
        }
        return new Commit(origin, counters, records, circumstances, note, outcomes);
    }

    static String readText(JsonParser json) {
        expect(json, JsonToken.VALUE_STRING);
        return json.getString();
    }

    private static Origin readOrigin(JsonParser json) {
        expect(json, JsonToken.START_ARRAY);
        expect(json, JsonToken.VALUE_STRING);
        var organizationId = json.getString();
        expect(json, JsonToken.VALUE_NUMBER_INT);
        var generatedRows = json.getLongValue();
        expect(json, JsonToken.VALUE_STRING);
        var sample = json.getString();
        var madeOf = new ArrayList<MadeOf>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            madeOf.add(MadeOf.of(json.getString()));
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw unreadable("an origin of more parts");
        }
        return new Origin(organizationId, generatedRows, sample, madeOf);
    }

    private static void readCounters(JsonParser json, List<Commit.Counter> counters) {
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var object = json.currentName();
            expect(json, JsonToken.START_ARRAY);
            expect(json, JsonToken.VALUE_NUMBER_INT);
            var next = json.getLongValue();
            expect(json, JsonToken.VALUE_NUMBER_INT);
            counters.add(new Commit.Counter(object, next, json.getLongValue()));
            expect(json, JsonToken.END_ARRAY);
        }
    }

    private void readRecords(JsonParser json, List<StoredRecord> records) {
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            expectName(json, OBJECT);
            expect(json, JsonToken.VALUE_STRING);
            var name = json.getString();
            var object = schema.object(name).orElseThrow(() -> unreadable("an object " + name));
            expectName(json, NUMBER);
            expect(json, JsonToken.VALUE_NUMBER_INT);
            var number = json.getLongValue();
            expectName(json, VALUES);
            var record = new StoredRecord(object, number, readValues(json, object));
            records.add(record.at(WhereaboutsText.read(record, readLeft(json))));
        }
    }

    private static List<Value> readValues(JsonParser json, ObjectDefinition object) {
        var values = new ArrayList<Value>();
        object.fields().forEach(_ -> values.add(Value.Absent.ABSENT));
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var position = object.position(name).orElseThrow(() -> unreadable("a field " + object + "." + name));
            expect(json, JsonToken.VALUE_STRING);
            values.set(position, ValueText.read(object.fields().get(position).type(), json.getString()));
        }
        return values;
    }

    /// Up to the end of the record.
    private static List<String> readLeft(JsonParser json) {
        var left = new ArrayList<String>();
        if (json.nextToken() == JsonToken.END_OBJECT) {
            return left;
        }
        if (json.currentToken() != JsonToken.PROPERTY_NAME
                || !json.currentName().equals(LEFT)) {
            throw unreadable("no end of a record");
        }
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            left.add(json.getString());
        }
        expect(json, JsonToken.END_OBJECT);
        return left;
    }

    private static void expectName(JsonParser json, String name) {
        if (json.nextToken() != JsonToken.PROPERTY_NAME || !json.currentName().equals(name)) {
            throw unreadable("no " + name);
        }
    }

    static void expect(JsonParser json, JsonToken token) {
        if (json.nextToken() != token) {
            throw unreadable(json.currentToken() + " instead of " + token);
        }
    }

    static OrgNotOpened unreadable(String what) {
        return new OrgNotOpened("A line of the journal has " + what
                + ": it was written by another version of the simulated org. Start with an empty data folder.");
    }
}
