package dev.lockstep.clients.camel;

import dev.lockstep.clients.ClientProgram;
import dev.lockstep.clients.Facts;
import dev.lockstep.clients.KeyPairFile;
import dev.lockstep.clients.ServerCertificate;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A visit of Camel to an org. The class path of its process holds the program and what Camel needs.
final class CamelVisit {
    /// Where the build has written what Camel needs.
    private static final Path CLASS_PATH = Path.of("target", "camel.class-path");

    private final Visit visit;
    private final List<String> options;

    CamelVisit(Visit visit) {
        this(visit, List.of());
    }

    /// @param options of the JVM
    private CamelVisit(Visit visit, List<String> options) {
        this.visit = visit;
        this.options = options;
    }

    /// The same, made by a JVM that trusts the certificate.
    CamelVisit trusting(ServerCertificate certificate) {
        return new CamelVisit(
                visit,
                List.of(
                        "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=" + KeyPairFile.PASSWORD));
    }

    /// Visits a new org.
    Facts toNewOrg(OrgsimSettings settings) {
        try (var org = OrgsimServer.start(settings)) {
            return to(org, Map.of());
        }
    }

    /// @param more what the program has to know beyond the usual
    Facts to(OrgsimServer org, Map<String, String> more) {
        return program().visit(org, more);
    }

    /// Camel is killed when it has said what it has seen.
    Facts untilKilled(OrgsimServer org) {
        return program().visitUntilKilled(org);
    }

    private ClientProgram program() {
        try {
            return new ClientProgram(Files.createTempDirectory(Path.of("target"), "visit-" + visit), command());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "classes") + File.pathSeparator + Files.readString(CLASS_PATH)));
        command.addAll(options);
        command.addAll(List.of(CamelMain.class.getName(), visit.name()));
        return command;
    }
}
