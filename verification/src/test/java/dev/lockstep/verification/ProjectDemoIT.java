package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo with a project as the org, as a program of its own.
class ProjectDemoIT {
    private static final Path DEPOT = Path.of("src", "test", "resources", "projects", "depot");
    private static final long MINUTES_AT_MOST = 5;

    @TempDir
    private Path folder;

    @Test
    void provesItselfWithAProject() throws Exception {
        var ended = demo("--check", "--project", DEPOT.toString(), "--rows", "50");

        assertThat(ended.output())
                .contains("CHECK PASSED")
                .doesNotContain("FAILED")
                .doesNotContain("DIFFERENT");
        assertThat(ended.output())
                .contains("not simulated: The field Pallet__c.Price__c stays empty: it is a formula.")
                .contains("Reading__c");
        assertThat(ended.code()).isZero();
        assertThat(Files.readString(folder.resolve("demo").resolve("lockstep.yaml")))
                .contains("{ object: Depot__c, access: read_write, unique_identifier: Code__c }")
                .doesNotContain("object: User");
    }

    @Test
    void endsWithOneSentenceWhereTheProjectIsBroken() throws Exception {
        var project = folder.resolve("project");
        var object = Files.createDirectories(project.resolve("app/objects/Thing__c"));
        Files.createDirectories(object.resolve("fields"));
        Files.writeString(project.resolve("sfdx-project.json"), "{\"packageDirectories\": [{\"path\": \"app\"}]}");
        Files.writeString(object.resolve("Thing__c.object-meta.xml"), "<CustomObject></CustomObject>");
        Files.writeString(
                object.resolve("fields/X__c.field-meta.xml"),
                "<CustomField>\n<fullName>X__c</fullName>\n<type>Txt</type>\n</CustomField>");

        var ended = demo("--check", "--project", project.toString());

        assertThat(ended.output().strip().lines())
                .singleElement()
                .asString()
                .startsWith("lockstep: app/objects/Thing__c/fields/X__c.field-meta.xml, line 3: no field has the type"
                        + " Txt: take ");
        assertThat(ended.code()).isEqualTo(2);
    }

    private record Ended(int code, String output) {}

    private Ended demo(String... arguments) throws IOException, InterruptedException {
        var log = folder.resolve("output.txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dsun.net.http.retryPost=false",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.lockstep.app.Main",
                "demo",
                "--folder",
                folder.resolve("demo").toString(),
                "--org-port",
                "0",
                "--database-port",
                "0"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES))
                    .as(Files.readString(log))
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }
}
