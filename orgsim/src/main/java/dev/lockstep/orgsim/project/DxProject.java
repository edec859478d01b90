package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.sample.StandardParts;
import dev.lockstep.orgsim.source.NotSimulated;
import dev.lockstep.orgsim.source.SourceRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A Salesforce DX project whose metadata has been read, and whose records can be.
public final class DxProject {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /// The Ids of custom objects begin with an `a`; those before are the sample's.
    private static final int FIRST_PREFIX = 3;
    private static final String USER = "User";

    private final ProjectFolder folder;
    private final NotSimulated notSimulated = new NotSimulated();
    private final ObjectNames names = new ObjectNames();
    private final List<Blueprint> blueprints = new ArrayList<>();
    private final Map<String, ObjectSource> sources = new HashMap<>();
    private final List<DataPlan> plans;

    private DxProject(ProjectFolder folder) {
        this.folder = folder;
        var directories = PackageDirectories.read(folder);
        directories
                .namespace()
                .ifPresent(name -> notSimulated.say("The namespace " + name + " isn't put before any name."));
        var files = folder.files(directories.folders());
        var objects = ObjectSource.read(folder, files);
        objects.forEach(object -> sources.put(lower(object.name()), object));
        StandardParts.objects()
                .forEach(standard -> names.have(standard.definition().name()));
        objects.forEach(this::place);
        make(ValueSets.read(folder, files), objects);
        giveRecordTypes(new RecordTypeMaker(ProfileSource.read(folder, files), notSimulated));
        plans = DataPlan.readAll(folder);
    }

    /// Reads the project's metadata and its plans, and none of its records.
    ///
    /// @throws SourceRefused when the folder is no project, or something in it is broken
    public static DxProject read(Path folder) {
        return new DxProject(ProjectFolder.open(folder));
    }

    /// Decides whether the org is going to have the object.
    private void place(ObjectSource object) {
        switch (ObjectKind.of(object.name())) {
            case STANDARD -> {
                if (names.find(object.name()).isEmpty()) {
                    leaveOut(object.name(), ObjectKind.STANDARD.description());
                }
            }
            case CUSTOM -> placeCustom(object);
            case PLATFORM_EVENT, CUSTOM_METADATA, BIG_OBJECT, EXTERNAL_OBJECT, ARTICLE, OTHER ->
                leaveOut(object.name(), ObjectKind.of(object.name()).description());
        }
    }

    private void placeCustom(ObjectSource object) {
        var definition = object.definition();
        if (definition.isEmpty() && ObjectKind.hasNamespace(object.name())) {
            leaveOut(object.name(), "an object of another package");
        } else if (definition.isEmpty()) {
            throw object.fields().stream()
                    .findFirst()
                    .map(field -> field.file()
                            .refused("the object " + object.name() + " is nowhere defined: add " + object.name()
                                    + ".object-meta.xml, or remove its folder"))
                    .orElseGet(() -> new SourceRefused("The object " + object.name()
                            + " is nowhere defined: add its object-meta.xml, or remove its folder."));
        } else if (definition.get().element().text("customSettingsType").isPresent()) {
            leaveOut(object.name(), "a custom setting");
        } else {
            names.have(object.name());
        }
    }

    private void leaveOut(String object, String why) {
        names.leaveOut(object, why);
        notSimulated.say("The object " + object + " is left out: it is " + why + ".");
    }

    private void make(ValueSets valueSets, List<ObjectSource> objects) {
        var fields = new HashMap<String, FieldSource>();
        objects.forEach(object -> object.fields().forEach(field -> fields.put(lower(field.fullName()), field)));
        var maker = new ObjectMaker(
                new FieldMaker(
                        valueSets,
                        new ReferenceMaker(names, notSimulated),
                        new DerivedMaker(fields, notSimulated),
                        notSimulated),
                notSimulated);
        for (var standard : StandardParts.objects()) {
            var source = source(standard.definition().name());
            blueprints.add(
                    source.map(object -> maker.extended(standard, object)).orElse(standard));
        }
        var count = 0;
        for (var object : objects) {
            if (object.isCustom() && names.find(object.name()).isPresent()) {
                blueprints.add(maker.custom(object, keyPrefix(FIRST_PREFIX + count++)));
            }
        }
        blueprints.sort(Comparator.comparing(blueprint -> blueprint.definition().name()));
        ObjectMaker.requireDifferentChildren(blueprints);
        objects.stream().filter(object -> names.find(object.name()).isPresent()).forEach(this::sayRules);
    }

    private void sayRules(ObjectSource object) {
        if (object.rules() > 0) {
            notSimulated.say("The validation rules of " + object.name() + " aren't applied (" + object.rules() + ").");
        }
    }

    private void giveRecordTypes(RecordTypeMaker maker) {
        blueprints.replaceAll(blueprint -> source(blueprint.definition().name())
                .map(object -> maker.extended(blueprint, object))
                .orElse(blueprint));
    }

    @Assumed(reason = "The Ids of custom objects begin with a and two more letters, in the order of their making")
    private static String keyPrefix(int number) {
        return "a" + DIGITS.charAt(number / DIGITS.length() % DIGITS.length())
                + DIGITS.charAt(number % DIGITS.length());
    }

    Optional<ObjectSource> source(String object) {
        return Optional.ofNullable(sources.get(lower(object)));
    }

    /// All objects of the org, by name.
    List<Blueprint> blueprints() {
        return List.copyOf(blueprints);
    }

    ProjectFolder folder() {
        return folder;
    }

    ObjectNames names() {
        return names;
    }

    NotSimulated notSimulated() {
        return notSimulated;
    }

    List<DataPlan> plans() {
        return plans;
    }

    /// The objects that are the project's, by name: its custom objects, and standard ones that it adds fields to or has
    /// records of. Users are none of them. Reads the records.
    public List<ObjectDefinition> objects() {
        var withRecords = objectsOfRecords();
        return blueprints.stream()
                .map(Blueprint::definition)
                .filter(object -> !object.name().equals(USER))
                .filter(object -> isOurs(object) || withRecords.contains(object.name()))
                .toList();
    }

    /// All objects that the org has, but for the generated one.
    public List<ObjectDefinition> everyObject() {
        return blueprints.stream().map(Blueprint::definition).toList();
    }

    private static boolean isOurs(ObjectDefinition object) {
        return object.has(ObjectFlag.CUSTOM) || object.fields().stream().anyMatch(field -> field.has(FieldFlag.CUSTOM));
    }

    private Set<String> objectsOfRecords() {
        var objects = new HashSet<String>();
        var seen = new HashSet<Path>();
        for (var plan : plans) {
            for (var part : plan.parts()) {
                for (var file : part.files()) {
                    if (seen.add(file.path())) {
                        RecordFile.read(
                                folder,
                                file,
                                record -> names.find(record.object()).ifPresent(objects::add));
                    }
                }
            }
        }
        return objects;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
