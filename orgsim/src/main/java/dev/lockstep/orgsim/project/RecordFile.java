package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.source.JsonFile;
import dev.lockstep.orgsim.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonToken;

/// Reads a file of records in the format of the sObject tree, one record after the other and never all at once.
final class RecordFile {
    private static final String RECORDS = "records";

    private final SourceFile file;
    private final JsonFile json;

    private RecordFile(SourceFile file, JsonFile json) {
        this.file = file;
        this.json = json;
    }

    /// Hands each record to `reader`, a parent before the children that stand in it.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_composite_sobject_tree_flat.htm")
    static void read(ProjectFolder project, SourceFile file, Consumer<PlannedRecord> reader) {
        try (var json = JsonFile.open(project.source(), file)) {
            read(file, json, reader);
        }
    }

    static void read(SourceFile file, JsonFile json, Consumer<PlannedRecord> reader) {
        json.expectNext(JsonToken.START_OBJECT, "an object with records");
        new RecordFile(file, json).records(reader);
        json.expectEnd();
    }

    private void records(Consumer<PlannedRecord> reader) {
        var found = false;
        while (json.next() == JsonToken.PROPERTY_NAME) {
            if (!json.name().equals(RECORDS)) {
                json.next();
                json.skip();
                continue;
            }
            found = true;
            json.expectNext(JsonToken.START_ARRAY, "an array of records");
            while (json.next() == JsonToken.START_OBJECT) {
                new Reading(Optional.empty()).read(reader);
            }
            if (json.current() != JsonToken.END_ARRAY) {
                throw json.refused("here belongs a record: correct it");
            }
        }
        if (!found) {
            throw json.refused("here are no records: add an array records");
        }
    }

    /// One record while it is being read.
    private final class Reading {
        private final String place = json.place();
        private final Optional<PlannedRecord.Parent> parent;
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, PlannedRecord.Key> keys = new LinkedHashMap<>();
        private final List<PlannedRecord> children = new ArrayList<>();
        private Optional<String> object = Optional.empty();
        private Optional<String> referenceId = Optional.empty();

        private Reading(Optional<PlannedRecord.Parent> parent) {
            this.parent = parent;
        }

        private void read(Consumer<PlannedRecord> reader) {
            while (json.next() == JsonToken.PROPERTY_NAME) {
                property(json.name());
            }
            var type = object.orElseThrow(() -> file.refused(place, "a record has attributes with its type: add them"));
            reader.accept(new PlannedRecord(file, place, type, referenceId, values, keys, parent));
            children.forEach(child -> reader.accept(of(child, type)));
        }

        /// The parent's type may stand behind its children.
        private PlannedRecord of(PlannedRecord child, String type) {
            if (child.parent().filter(known -> known.place().equals(place)).isEmpty()) {
                return child;
            }
            return new PlannedRecord(
                    file,
                    child.place(),
                    child.object(),
                    child.referenceId(),
                    child.values(),
                    child.keys(),
                    child.parent().map(known -> new PlannedRecord.Parent(place, type, known.children())));
        }

        private void property(String name) {
            switch (json.next()) {
                case START_OBJECT -> {
                    if (name.equals("attributes")) {
                        attributes();
                    } else {
                        related(name);
                    }
                }
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                    value(name, json.text());
                case VALUE_NULL -> {}
                default -> throw json.refused("a field has a text, a number, true, false or null: correct it");
            }
        }

        private void value(String name, String text) {
            if (values.put(name, text) != null) {
                throw json.refused("the field is there twice: remove one of them");
            }
        }

        private void attributes() {
            while (json.next() == JsonToken.PROPERTY_NAME) {
                switch (json.name()) {
                    case "type" -> object = Optional.of(json.nextText("the name of an object"));
                    case "referenceId" -> referenceId = Optional.of(json.nextText("a name to refer to"));
                    default -> {
                        json.next();
                        json.skip();
                    }
                }
            }
        }

        /// Either children, or a parent that is named by one of its fields.
        private void related(String name) {
            var own = json.place();
            while (json.next() == JsonToken.PROPERTY_NAME) {
                var inner = json.name();
                if (inner.equals(RECORDS)) {
                    children(name);
                } else if (inner.equals("attributes")) {
                    json.next();
                    json.skip();
                } else if (keys.put(name, new PlannedRecord.Key(inner, json.nextText("the value of a key"))) != null) {
                    throw file.refused(own, "one field names a record: remove the others");
                }
            }
        }

        private void children(String relationship) {
            json.expectNext(JsonToken.START_ARRAY, "an array of records");
            while (json.next() == JsonToken.START_OBJECT) {
                new Reading(Optional.of(new PlannedRecord.Parent(place, "", relationship))).read(children::add);
            }
            if (json.current() != JsonToken.END_ARRAY) {
                throw json.refused("here belongs a record: correct it");
            }
        }
    }
}
