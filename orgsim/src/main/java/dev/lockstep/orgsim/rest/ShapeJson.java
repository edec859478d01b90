package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.describe.Shape;
import tools.jackson.core.JsonGenerator;

/// Writes metadata as JSON.
final class ShapeJson {
    private ShapeJson() {}

    static void write(JsonGenerator json, Shape shape) {
        switch (shape) {
            case Shape.Text(String text) -> json.writeString(text);
            case Shape.Count(int count) -> json.writeNumber(count);
            case Shape.Flag(boolean set) -> json.writeBoolean(set);
            case Shape.Omitted _, Shape.Nil _ -> json.writeNull();
            case Shape.Items(var items) -> {
                json.writeStartArray();
                items.forEach(item -> write(json, item));
                json.writeEndArray();
            }
            case Shape.Group group -> {
                json.writeStartObject();
                writeProperties(json, group);
                json.writeEndObject();
            }
        }
    }

    static void writeProperties(JsonGenerator json, Shape.Group group) {
        group.properties().forEach((name, property) -> {
            json.writeName(name);
            write(json, property);
        });
    }
}
