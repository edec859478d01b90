package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.org.Beginning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A project that a test writes file by file. It begins with a sound `sfdx-project.json` and nothing else.
final class TestProject {
    private static final String OBJECTS = "force-app/main/default/objects/";

    private final Path folder;

    TestProject(Path folder) {
        this.folder = folder;
        file("force-app/README.md", "Empty.");
        file("sfdx-project.json", "{\"packageDirectories\": [{\"path\": \"force-app\"}]}");
    }

    static TestProject in(Path folder) {
        return new TestProject(folder);
    }

    /// An object with a name of type Text and this field, whose element holds `metadata`.
    TestProject object(String name, String field, String metadata) {
        return object(name).field(name, field, metadata);
    }

    TestProject object(String name) {
        return file(OBJECTS + name + "/" + name + ".object-meta.xml", """
            <?xml version="1.0" encoding="UTF-8"?>
            <CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
                <label>%1$s</label>
                <nameField><label>Name</label><type>Text</type></nameField>
                <pluralLabel>%1$s</pluralLabel>
            </CustomObject>
            """.formatted(name));
    }

    TestProject field(String object, String field, String metadata) {
        return file(OBJECTS + object + "/fields/" + field + ".field-meta.xml", """
            <?xml version="1.0" encoding="UTF-8"?>
            <CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
            <fullName>%s</fullName>%s
            </CustomField>
            """.formatted(field, metadata));
    }

    TestProject file(String name, String content) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// A plan with one part, and its file.
    TestProject records(String object, String records) {
        return file("data/a-plan.json", """
            [{"sobject": "%s", "files": ["Records.json"]}]\
            """.formatted(object))
                .file("data/Records.json", "{\"records\": [" + records + "]}");
    }

    Path folder() {
        return folder;
    }

    Beginning build() {
        return ProjectOrg.build(folder, 0);
    }
}
