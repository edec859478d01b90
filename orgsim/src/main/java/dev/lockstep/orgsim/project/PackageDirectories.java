package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.source.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonToken;

/// What `sfdx-project.json` says.
///
/// @param folders where the metadata is
/// @param namespace what an org that the project is deployed to may put before its names
record PackageDirectories(List<Path> folders, Optional<String> namespace) {
    PackageDirectories {
        folders = List.copyOf(folders);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_ws_config.htm")
    static PackageDirectories read(ProjectFolder project) {
        var folders = new ArrayList<Path>();
        var namespace = Optional.<String>empty();
        try (var json = JsonFile.open(project.source(), project.projectFile())) {
            json.expectNext(JsonToken.START_OBJECT, "an object with packageDirectories");
            while (json.next() == JsonToken.PROPERTY_NAME) {
                var name = json.name();
                var token = json.next();
                if (name.equals("packageDirectories") && token == JsonToken.START_ARRAY) {
                    while (json.next() == JsonToken.START_OBJECT) {
                        folders.add(folder(project, json));
                    }
                } else if (name.equals("namespace") && token == JsonToken.VALUE_STRING) {
                    namespace = Optional.of(json.text()).filter(text -> !text.isBlank());
                } else {
                    json.skip();
                }
            }
            json.expectEnd();
        }
        if (folders.isEmpty()) {
            throw project.projectFile().refused("names no packageDirectories: add one with the path of the metadata");
        }
        return new PackageDirectories(folders, namespace);
    }

    private static Path folder(ProjectFolder project, JsonFile json) {
        var folder = Optional.<Path>empty();
        while (json.next() == JsonToken.PROPERTY_NAME) {
            if (json.name().equals("path")) {
                folder = Optional.of(project.resolve(json.nextText("the path of a package directory")));
                if (!Files.isDirectory(folder.get())) {
                    throw json.refused("the package directory " + json.text()
                            + " isn't there: make it, or take it out of packageDirectories");
                }
            } else {
                json.next();
                json.skip();
            }
        }
        return folder.orElseThrow(() -> json.refused("a package directory has no path: add it"));
    }
}
