package dev.lockstep.orgsim.describe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A piece of metadata. The names of a group stand in the alphabet's order, which is the order of both APIs.
public sealed interface Shape {
    /// Whom the shape is for: a few properties exist in one API alone.
    enum Audience {
        SOAP,
        REST
    }

    record Text(String text) implements Shape {}

    record Count(int count) implements Shape {}

    record Flag(boolean set) implements Shape {}

    /// Null in JSON; in XML the element is left out.
    record Omitted() implements Shape {}

    /// Null in JSON; in XML the element is there and says that it is nil.
    record Nil() implements Shape {}

    /// In XML the property's element is repeated.
    record Items(List<Shape> items) implements Shape {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Group(Map<String, Shape> properties) implements Shape {
        public Group {
            properties = new LinkedHashMap<>(properties);
        }
    }

    static Shape omitted() {
        return new Omitted();
    }

    static Shape nil() {
        return new Nil();
    }

    static Shape none() {
        return new Items(List.of());
    }

    static Shape optional(Optional<String> text) {
        return text.<Shape>map(Text::new).orElse(omitted());
    }

    static Shape texts(List<String> texts) {
        return new Items(texts.stream().<Shape>map(Text::new).toList());
    }

    /// The API's spelling of a flag: `AI_PREDICTION_FIELD` is `aiPredictionField`.
    static String property(Enum<?> flag) {
        var name = new StringBuilder();
        for (String word : flag.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(
                    name.isEmpty() ? word.substring(0, 1) : word.substring(0, 1).toUpperCase(Locale.ROOT));
            name.append(word.substring(1));
        }
        return name.toString();
    }
}
