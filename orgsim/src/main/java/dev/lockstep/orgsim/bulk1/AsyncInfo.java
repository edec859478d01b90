package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.Body;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.rest.RestMoment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// What is told of a job or a batch, in the order of the schema: the same in XML, where it is elements, and in JSON,
/// where it is properties in the order of the alphabet.
///
/// @param name of the element in XML
record AsyncInfo(String name, List<Entry> entries) {
    static final String NAMESPACE = "http://www.force.com/2009/06/asyncapi/dataload";

    AsyncInfo {
        entries = List.copyOf(entries);
    }

    /// One thing that is told.
    record Entry(String name, Value value) {}

    sealed interface Value {
        record Text(String text) implements Value {}

        record Count(long number) implements Value {}

        record Version(String text) implements Value {}

        record Moment(Instant at) implements Value {}

        /// Told in JSON alone.
        record Null() implements Value {}

        /// Told in JSON alone.
        record False() implements Value {}
    }

    /// Collects entries.
    static final class Builder {
        private final String name;
        private final List<Entry> entries = new ArrayList<>();

        Builder(String name) {
            this.name = name;
        }

        Builder id(String entry, RecordId id) {
            return text(entry, id.text18());
        }

        Builder text(String entry, String text) {
            return add(entry, new Value.Text(text));
        }

        Builder text(String entry, Optional<String> text) {
            return add(entry, text.<Value>map(Value.Text::new).orElseGet(Value.Null::new));
        }

        Builder count(String entry, long number) {
            return add(entry, new Value.Count(number));
        }

        /// To whole seconds, as all times of an org.
        Builder moment(String entry, Instant at) {
            return add(entry, new Value.Moment(at.truncatedTo(ChronoUnit.SECONDS)));
        }

        Builder add(String entry, Value value) {
            entries.add(new Entry(entry, value));
            return this;
        }

        AsyncInfo build() {
            return new AsyncInfo(name, entries);
        }
    }

    Answer answer(int status, Form form) {
        return switch (form) {
            case XML -> AsyncXml.answer(status, xml -> xml.root(this));
            case JSON -> json(status, this::writeTo);
        };
    }

    /// All of a list, which has a name of its own.
    static Answer answer(Form form, String listName, String itemName, List<AsyncInfo> infos) {
        return switch (form) {
            case XML ->
                AsyncXml.answer(200, xml -> {
                    xml.startRoot(listName);
                    infos.forEach(xml::element);
                    xml.end();
                });
            case JSON ->
                json(200, json -> {
                    json.writeStartObject();
                    json.writeArrayPropertyStart(itemName);
                    infos.forEach(info -> info.writeTo(json));
                    json.writeEndArray();
                    json.writeEndObject();
                });
        };
    }

    static Answer json(int status, java.util.function.Consumer<JsonGenerator> content) {
        Body body = JsonBody.answer(status, content).body();
        return Answer.of(status, Form.JSON.mediaType(), body);
    }

    @Assumed(reason = "The order and the nulls are those of recorded traffic and of the documents' examples")
    private void writeTo(JsonGenerator json) {
        var sorted = new TreeMap<String, Value>();
        entries.forEach(entry -> sorted.put(entry.name(), entry.value()));
        json.writeStartObject();
        sorted.forEach((property, value) -> {
            json.writeName(property);
            switch (value) {
                case Value.Text(String text) -> json.writeString(text);
                case Value.Count(long number) -> json.writeNumber(number);
                case Value.Version(String text) -> json.writeNumber(new BigDecimal(text));
                case Value.Moment(Instant at) -> json.writeString(RestMoment.text(at));
                case Value.Null() -> json.writeNull();
                case Value.False() -> json.writeBoolean(false);
            }
        });
        json.writeEndObject();
    }
}
