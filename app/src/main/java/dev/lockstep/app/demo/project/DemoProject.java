package dev.lockstep.app.demo.project;

import dev.lockstep.app.Refusal;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.project.DxProject;
import dev.lockstep.orgsim.source.SourceRefused;
import java.nio.file.Path;
import java.util.List;

/// The Salesforce DX project that a demo's org is made of.
///
/// @param objects those that are mapped: the project's own, and standard ones that it extends or has records of
/// @param everyObject all that the org has
public record DemoProject(Path folder, List<ObjectDefinition> objects, List<ObjectDefinition> everyObject) {
    public DemoProject {
        objects = List.copyOf(objects);
        everyObject = List.copyOf(everyObject);
    }

    /// Throws [Refusal] where the folder holds no project that an org can be made of, or one without objects.
    public static DemoProject read(Path folder) {
        try {
            var project = DxProject.read(folder);
            var objects = project.objects();
            if (objects.isEmpty()) {
                throw new Refusal("The project " + folder
                        + " has no object that can be mapped: name one with custom objects, fields or records.");
            }
            return new DemoProject(folder.toAbsolutePath().normalize(), objects, project.everyObject());
        } catch (SourceRefused broken) {
            throw new Refusal(String.valueOf(broken.getMessage()), broken);
        }
    }

    /// The mappings of a configuration, a line each.
    public String mappings() {
        return new ProjectMappings(objects).lines();
    }

    /// A table to show how the demo is looked at.
    public String exampleTable() {
        return example().name().tableName();
    }

    /// A change to show how the org follows.
    public String exampleChange() {
        var table = exampleTable();
        return example().changeable().stream()
                .filter(field -> field.type() == FieldKind.STRING || field.type() == FieldKind.TEXTAREA)
                .findFirst()
                .map(field -> "UPDATE salesforce.%s SET %s = 'Acme' WHERE id = 1"
                        .formatted(table, CheckedObject.column(field)))
                .orElse("DELETE FROM salesforce." + table + " WHERE id = 1");
    }

    private CheckedObject example() {
        var all = CheckedObjects.of(objects, new SampleValues("example")).objects();
        return all.stream()
                .filter(object -> object.name().value().endsWith("__c"))
                .findFirst()
                .orElse(all.getFirst());
    }
}
