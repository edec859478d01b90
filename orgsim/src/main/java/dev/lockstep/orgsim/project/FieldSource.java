package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceRefused;
import java.util.Optional;

/// A field as a metadata file describes it.
///
/// @param object the API name of its object
record FieldSource(String object, String name, SourceFile file, MetadataElement element) {
    String fullName() {
        return object + "." + name;
    }

    /// What people read; the name where nothing else is said.
    String label() {
        return text("label").orElse(name.replaceFirst("__c$", "").replace('_', ' '));
    }

    MetadataType type() {
        var text = required("type");
        return MetadataType.of(text)
                .orElseThrow(() -> refused("type", "no field has the type " + text + ": take " + MetadataType.all()));
    }

    boolean has(String property) {
        return text(property).isPresent();
    }

    Optional<String> text(String property) {
        return element.text(property);
    }

    String required(String property) {
        return text(property)
                .orElseThrow(() -> refused(property, "the field " + name + " has no <" + property + ">: add it"));
    }

    boolean flag(String property) {
        return switch (text(property).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(property, "<" + property + "> is true or false: correct it");
        };
    }

    int number(String property, int least, int most) {
        var text = required(property);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Refused like a number that is too small.
        }
        throw refused(
                property, "<" + property + "> is a whole number from %d to %d: correct it".formatted(least, most));
    }

    int number(String property, int least, int most, int otherwise) {
        return has(property) ? number(property, least, most) : otherwise;
    }

    /// @param property where the problem is; the field itself if it has no such property
    SourceRefused refused(String property, String problem) {
        return file.refused(element.child(property).orElse(element).line(), problem);
    }
}
