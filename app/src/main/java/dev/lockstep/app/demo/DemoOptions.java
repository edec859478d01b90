package dev.lockstep.app.demo;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the demo lives and how large it is.
public final class DemoOptions {
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "the one folder for all data of the demo (default: .lockstep/demo beside the launcher)")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--org-port",
            paramLabel = "PORT",
            defaultValue = "8765",
            description = "the simulated org's port on 127.0.0.1, 0 for any free one (default: ${DEFAULT-VALUE})")
    private int orgPort;

    @Option(
            names = "--database-port",
            paramLabel = "PORT",
            defaultValue = "54765",
            description = "PostgreSQL's port on 127.0.0.1, 0 for any free one (default: ${DEFAULT-VALUE})")
    private int databasePort;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "a Salesforce DX project is the org: its objects, fields and records (default: a sample org)")
    private Optional<Path> project = Optional.empty();

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "0",
            description = "adds an object Reading__c with N generated records (default: ${DEFAULT-VALUE})")
    private long rows;

    @Option(names = "--fresh", description = "begins anew: removes the data of earlier demos in the folder")
    private boolean fresh;

    /// Where commands look for a demo when nobody names one.
    public static Path standardFolder() {
        return Path.of(System.getProperty("lockstep.home", "."), ".lockstep", "demo");
    }

    Path folder() {
        return folder.orElseGet(DemoOptions::standardFolder);
    }

    int orgPort() {
        return orgPort;
    }

    int databasePort() {
        return databasePort;
    }

    Optional<Path> project() {
        return project;
    }

    long rows() {
        return rows;
    }

    boolean isFresh() {
        return fresh;
    }

    /// What is wrong with the options, in one sentence; empty where nothing is.
    Optional<String> problem() {
        if (orgPort < 0 || orgPort > HIGHEST_PORT) {
            return Optional.of("--org-port " + orgPort + " is no port: take 0 to " + HIGHEST_PORT + ".");
        }
        if (databasePort < 0 || databasePort > HIGHEST_PORT) {
            return Optional.of("--database-port " + databasePort + " is no port: take 0 to " + HIGHEST_PORT + ".");
        }
        if (rows < 0) {
            return Optional.of("--rows " + rows + " is no number of records: take 0 or more.");
        }
        return Optional.empty();
    }
}
