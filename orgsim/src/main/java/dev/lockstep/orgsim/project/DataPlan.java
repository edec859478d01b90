package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.source.JsonFile;
import dev.lockstep.orgsim.source.SourceFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonToken;

/// A plan of `sf data import tree`: which files of records come in which order.
///
/// `saveRefs` and `resolveRefs` are accepted and have no effect, as in the tool itself.
record DataPlan(SourceFile file, List<Part> parts) {
    DataPlan {
        parts = List.copyOf(parts);
    }

    /// @param place in the plan, such as `[2]`
    /// @param object whose records the files hold at their top
    record Part(String place, String object, List<SourceFile> files) {
        Part {
            files = List.copyOf(files);
        }
    }

    /// All plans of the project, by name.
    static List<DataPlan> readAll(ProjectFolder project) {
        return project.plans().stream().map(file -> read(project, file)).toList();
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_data_tree_example.htm")
    private static DataPlan read(ProjectFolder project, SourceFile file) {
        var parts = new ArrayList<Part>();
        try (var json = JsonFile.open(project.source(), file)) {
            json.expectNext(JsonToken.START_ARRAY, "an array of objects with sobject and files");
            while (json.next() == JsonToken.START_OBJECT) {
                parts.add(part(project, file, json));
            }
            if (json.current() != JsonToken.END_ARRAY) {
                throw json.refused("here belongs an object with sobject and files: correct it");
            }
            json.expectEnd();
        }
        return new DataPlan(file, parts);
    }

    private static Part part(ProjectFolder project, SourceFile plan, JsonFile json) {
        var place = json.place();
        var object = "";
        var files = new ArrayList<SourceFile>();
        while (json.next() == JsonToken.PROPERTY_NAME) {
            switch (json.name()) {
                case "sobject" -> object = json.nextText("the name of an object");
                case "files" -> {
                    json.expectNext(JsonToken.START_ARRAY, "an array of names of files");
                    while (json.next() == JsonToken.VALUE_STRING) {
                        files.add(existing(project, plan, json));
                    }
                    if (json.current() != JsonToken.END_ARRAY) {
                        throw json.refused("here belongs the name of a file: correct it");
                    }
                }
                default -> {
                    json.next();
                    json.skip();
                }
            }
        }
        if (object.isEmpty() || files.isEmpty()) {
            throw plan.refused(place, "a part of a plan has an sobject and files: add what is missing");
        }
        return new Part(place, object, files);
    }

    private static SourceFile existing(ProjectFolder project, SourceFile plan, JsonFile json) {
        var file = project.sibling(plan, json.text());
        if (!Files.isRegularFile(file.path())) {
            throw json.refused("the file " + file + " isn't there: add it, or take its name out");
        }
        return file;
    }
}
