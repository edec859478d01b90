package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceRefused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// An object as the project's files describe it.
///
/// @param definition what says more of it than its fields; absent where only fields are added to it
/// @param fields by name
/// @param rules how many validation rules it has
/// @param recordTypes by name
record ObjectSource(
        String name,
        Optional<Definition> definition,
        List<FieldSource> fields,
        int rules,
        List<RecordTypeSource> recordTypes) {
    private static final String FIELD = ".field-meta.xml";
    private static final String RULE = ".validationRule-meta.xml";
    private static final String RECORD_TYPE = ".recordType-meta.xml";
    private static final List<String> OBJECT = List.of(".object-meta.xml", ".object");
    private static final String OBJECTS = "objects";
    /// What every object has, and files may name nevertheless.
    private static final String MASTER = "__MASTER__";

    private static final Pattern API_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");

    record Definition(SourceFile file, MetadataElement element) {
        SourceRefused refused(String problem) {
            return file.refused(element.line(), problem);
        }
    }

    /// All objects of which some of these files tell, by name.
    static List<ObjectSource> read(ProjectFolder project, List<SourceFile> files) {
        Map<String, Gathering> objects = new TreeMap<>();
        for (var file : files) {
            var parts = List.of(file.name().split("/"));
            var at = parts.lastIndexOf(OBJECTS);
            if (at < 0 || at == parts.size() - 1) {
                continue;
            }
            var own = parts.getLast();
            var suffix = OBJECT.stream().filter(own::endsWith).findFirst();
            if (suffix.isPresent()) {
                var name = own.substring(0, own.length() - suffix.get().length());
                requireApiName(file, 1, name);
                gathering(objects, name)
                        .define(new Definition(file, MetadataReader.read(project, file, "CustomObject")));
            } else if (own.endsWith(FIELD)) {
                gathering(objects, parts.get(at + 1))
                        .add(file, MetadataReader.read(project, file, "CustomField"), name(own, FIELD));
            } else if (own.endsWith(RULE)) {
                gathering(objects, parts.get(at + 1)).rules++;
            } else if (own.endsWith(RECORD_TYPE)) {
                gathering(objects, parts.get(at + 1))
                        .addRecordType(file, MetadataReader.read(project, file, "RecordType"), name(own, RECORD_TYPE));
            }
        }
        return objects.values().stream().map(Gathering::source).toList();
    }

    private static Gathering gathering(Map<String, Gathering> objects, String name) {
        return objects.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new Gathering(name));
    }

    private static void requireApiName(SourceFile file, int line, String name) {
        if (!API_NAME.matcher(name).matches()) {
            throw file.refused(
                    line, name + " is no API name: take a letter first, then letters, digits and underscores");
        }
    }

    private static String name(String file, String suffix) {
        return file.substring(0, file.length() - suffix.length());
    }

    boolean isCustom() {
        return name.endsWith("__c");
    }

    /// An object while its files are being read.
    private static final class Gathering {
        private final String name;
        private final Map<String, FieldSource> fields = new LinkedHashMap<>();
        private Optional<Definition> definition = Optional.empty();
        private int rules;
        private final Map<String, RecordTypeSource> recordTypes = new TreeMap<>();

        private Gathering(String name) {
            this.name = name;
        }

        private void define(Definition found) {
            if (definition.isPresent() && name.endsWith("__c")) {
                throw found.refused("the object " + name + " is defined in "
                        + definition.get().file() + ", too: remove one of them");
            }
            definition = Optional.of(found);
            // As the older format has it: all in one file.
            found.element().children("fields").forEach(field -> add(found.file(), field, ""));
            rules += found.element().children("validationRules").size();
            found.element().children("recordTypes").forEach(type -> addRecordType(found.file(), type, ""));
        }

        private void addRecordType(SourceFile file, MetadataElement type, String nameOfFile) {
            var typeName = type.text("fullName").orElse(nameOfFile);
            if (typeName.equals(MASTER)) {
                return;
            }
            if (typeName.isEmpty()) {
                throw file.refused(type.line(), "a record type has no <fullName>: add it");
            }
            requireApiName(file, type.line(), typeName);
            var source = new RecordTypeSource(name, typeName, file, type);
            var other = recordTypes.putIfAbsent(typeName.toLowerCase(Locale.ROOT), source);
            if (other != null) {
                throw file.refused(
                        type.line(),
                        "the record type %s is defined in %s, line %d, too: remove one of them"
                                .formatted(
                                        source.fullName(),
                                        other.file(),
                                        other.element().line()));
            }
        }

        private void add(SourceFile file, MetadataElement field, String nameOfFile) {
            var fieldName = field.text("fullName").orElse(nameOfFile);
            if (fieldName.isEmpty()) {
                throw file.refused(field.line(), "a field has no <fullName>: add it");
            }
            requireApiName(file, field.line(), fieldName);
            var source = new FieldSource(name, fieldName, file, field);
            var other = fields.putIfAbsent(fieldName.toLowerCase(Locale.ROOT), source);
            if (other != null) {
                throw file.refused(
                        field.line(),
                        "the field %s is defined in %s, line %d, too: remove one of them"
                                .formatted(
                                        source.fullName(),
                                        other.file(),
                                        other.element().line()));
            }
        }

        private ObjectSource source() {
            var sorted = new ArrayList<>(fields.values());
            sorted.sort(Comparator.comparing(FieldSource::name));
            return new ObjectSource(name, definition, sorted, rules, List.copyOf(recordTypes.values()));
        }
    }
}
