package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.PicklistEntry;
import dev.lockstep.orgsim.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values that picklists offer, those of global value sets included.
final class ValueSets {
    private static final List<String> GLOBAL = List.of(".globalValueSet-meta.xml", ".globalValueSet");

    private final Map<String, List<PicklistEntry>> global;

    /// @param global the values of global value sets, by the sets' names
    ValueSets(Map<String, List<PicklistEntry>> global) {
        this.global = Map.copyOf(global);
    }

    static ValueSets read(ProjectFolder project, List<SourceFile> files) {
        var sets = new HashMap<String, List<PicklistEntry>>();
        for (var file : files) {
            var own = file.path().getFileName().toString();
            GLOBAL.stream().filter(own::endsWith).findFirst().ifPresent(suffix -> {
                var set = MetadataReader.read(project, file, "GlobalValueSet");
                sets.put(
                        own.substring(0, own.length() - suffix.length()),
                        entries(file, set, set.children("customValue")));
            });
        }
        return new ValueSets(sets);
    }

    /// The field's values; empty where they are those of a set that isn't there.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_picklist.htm")
    Optional<List<PicklistEntry>> of(FieldSource field) {
        var old = field.element().child("picklist");
        if (old.isPresent()) {
            return Optional.of(entries(field.file(), old.get(), old.get().children("picklistValues")));
        }
        var set = field.element().child("valueSet");
        var definition = set.flatMap(found -> found.child("valueSetDefinition"));
        if (definition.isPresent()) {
            return Optional.of(
                    entries(field.file(), definition.get(), definition.get().children("value")));
        }
        return Optional.ofNullable(global.get(nameOfSet(field)));
    }

    /// The name of the global value set that the field takes its values of.
    static String nameOfSet(FieldSource field) {
        return field.element()
                .child("valueSet")
                .flatMap(set -> set.text("valueSetName"))
                .orElseThrow(() -> field.refused(
                        "valueSet",
                        "the picklist " + field.name() + " has no values: add a valueSetDefinition or a valueSetName"));
    }

    static boolean isRestricted(FieldSource field) {
        return field.element()
                .child("valueSet")
                .or(() -> field.element().child("picklist"))
                .filter(set -> set.text("restricted")
                        .or(() -> set.text("restrictedPicklist"))
                        .orElse("false")
                        .equals("true"))
                .isPresent();
    }

    private static List<PicklistEntry> entries(SourceFile file, MetadataElement set, List<MetadataElement> values) {
        var entries = new ArrayList<PicklistEntry>();
        var names = new HashSet<String>();
        for (var value : values) {
            var name = value.text("fullName")
                    .orElseThrow(() -> file.refused(value.line(), "a value has no <fullName>: add it"));
            if (!names.add(name)) {
                throw file.refused(value.line(), "the value " + name + " is there twice: remove one of them");
            }
            entries.add(new PicklistEntry(
                    name,
                    value.text("label").orElse(name),
                    !value.text("isActive").orElse("true").equals("false"),
                    value.text("default").orElse("false").equals("true")));
        }
        if (set.text("sorted").orElse("false").equals("true")) {
            entries.sort(Comparator.comparing(PicklistEntry::label));
        }
        return entries;
    }
}
