package dev.lockstep.orgsim.described;

import dev.lockstep.orgsim.source.JsonFile;
import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceFolder;
import dev.lockstep.orgsim.source.SourceRefused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonToken;

/// A piece of a JSON file, which knows its place for whoever has to correct it.
///
/// @param place such as `fields[3].length`; empty at the top
record Piece(SourceFile file, String place, Content content) {
    /// What the piece is. Numbers keep all their digits.
    sealed interface Content {
        record Text(String text) implements Content {}

        record Numeral(String text) implements Content {}

        record Flag(boolean set) implements Content {}

        record Nothing() implements Content {}

        record Items(List<Piece> items) implements Content {
            public Items {
                items = List.copyOf(items);
            }
        }

        record Group(Map<String, Piece> properties) implements Content {
            public Group {
                properties = new LinkedHashMap<>(properties);
            }
        }
    }

    static Piece read(SourceFolder folder, SourceFile file) {
        try (var json = JsonFile.open(folder, file)) {
            json.next();
            var piece = piece(file, json);
            json.expectEnd();
            return piece;
        }
    }

    private static Piece piece(SourceFile file, JsonFile json) {
        var place = json.place();
        return switch (json.current()) {
            case START_OBJECT -> new Piece(file, place, group(file, json));
            case START_ARRAY -> {
                var items = new ArrayList<Piece>();
                while (json.next() != JsonToken.END_ARRAY) {
                    items.add(piece(file, json));
                }
                yield new Piece(file, place, new Content.Items(items));
            }
            case VALUE_STRING -> new Piece(file, place, new Content.Text(json.text()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Piece(file, place, new Content.Numeral(json.text()));
            case VALUE_TRUE -> new Piece(file, place, new Content.Flag(true));
            case VALUE_FALSE -> new Piece(file, place, new Content.Flag(false));
            default -> new Piece(file, place, new Content.Nothing());
        };
    }

    private static Content group(SourceFile file, JsonFile json) {
        var properties = new LinkedHashMap<String, Piece>();
        while (json.next() != JsonToken.END_OBJECT) {
            var name = json.name();
            json.next();
            var piece = piece(file, json);
            if (properties.put(name, piece) != null) {
                throw piece.refused(name + " stands here twice: remove one of them");
            }
        }
        return new Content.Group(properties);
    }

    /// The property, unless it isn't there or is null.
    Optional<Piece> child(String name) {
        return content instanceof Content.Group(var properties)
                ? Optional.ofNullable(properties.get(name)).filter(piece -> !(piece.content instanceof Content.Nothing))
                : Optional.empty();
    }

    void requireGroup(String what) {
        if (!(content instanceof Content.Group)) {
            throw refused("here belongs " + what + ": correct it");
        }
    }

    Optional<String> text(String name) {
        return child(name).map(piece -> {
            if (piece.content instanceof Content.Text(var text)) {
                return text;
            }
            throw piece.refused("here belongs a text or null: correct it");
        });
    }

    String required(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> refused("here is no " + name + ": add it"));
    }

    boolean flag(String name, boolean otherwise) {
        return child(name)
                .map(piece -> {
                    if (piece.content instanceof Content.Flag(var set)) {
                        return set;
                    }
                    throw piece.refused("here belongs true or false: correct it");
                })
                .orElse(otherwise);
    }

    Optional<Integer> count(String name) {
        return child(name).map(piece -> {
            try {
                if (piece.content instanceof Content.Numeral(var text) && Integer.parseInt(text) >= 0) {
                    return Integer.parseInt(text);
                }
            } catch (NumberFormatException _) {
                // Refused like a negative number.
            }
            throw piece.refused("here belongs a whole number that isn't negative: correct it");
        });
    }

    /// None where the property isn't there.
    List<Piece> items(String name) {
        return child(name)
                .map(piece -> {
                    if (piece.content instanceof Content.Items(var items)) {
                        return items;
                    }
                    throw piece.refused("here belongs a list: correct it");
                })
                .orElse(List.of());
    }

    List<String> texts(String name) {
        return items(name).stream()
                .map(piece -> {
                    if (piece.content instanceof Content.Text(var text)) {
                        return text;
                    }
                    throw piece.refused("here belongs a text: correct it");
                })
                .toList();
    }

    /// @param name of the property that is wrong; the piece itself if it has none
    SourceRefused refused(String name, String problem) {
        return child(name).orElse(this).refused(problem);
    }

    SourceRefused refused(String problem) {
        return place.isEmpty() ? file.refused(problem) : file.refused(place, problem);
    }
}
