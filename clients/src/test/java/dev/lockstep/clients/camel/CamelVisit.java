package dev.lockstep.clients.camel;

import dev.lockstep.clients.ClientProgram;
import dev.lockstep.clients.Facts;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A visit of Camel to an org. The class path of its process holds the program and what Camel needs.
final class CamelVisit {
    /// Where the build has written what Camel needs.
    private static final Path CLASS_PATH = Path.of("target", "camel.class-path");

    private final Visit visit;

    CamelVisit(Visit visit) {
        this.visit = visit;
    }

    /// Visits a new org.
    Facts toNewOrg(OrgsimSettings settings) {
        try (var org = OrgsimServer.start(settings)) {
            return to(org, Map.of());
        }
    }

    /// @param more what the program has to know beyond the usual
    Facts to(OrgsimServer org, Map<String, String> more) {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "visit-" + visit);
            return new ClientProgram(folder, command()).visit(org, more);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> command() throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "classes") + File.pathSeparator + Files.readString(CLASS_PATH),
                CamelMain.class.getName(),
                visit.name());
    }
}
