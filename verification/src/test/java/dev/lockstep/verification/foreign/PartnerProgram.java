package dev.lockstep.verification.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The program in the package `partner`, run in a process of its own. Its class path holds that package and the
/// client's
/// jars as they were published, and nothing else.
final class PartnerProgram {
    private static final String PACKAGE = "dev.lockstep.verification.foreign.partner";
    private static final String MAIN = PACKAGE + ".PartnerMain";
    private static final long SECONDS_TO_END = 180;

    /// Where the build has put the client.
    private static final Path CLIENT = Path.of("target", "foreign-client");

    private final Path folder;

    /// @param folder an empty one
    PartnerProgram(Path folder) {
        this.folder = folder;
    }

    private List<Path> classPath() throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(classes()));
        try (Stream<Path> jars = Files.list(CLIENT)) {
            jars.sorted().forEach(classPath::add);
        }
        return classPath;
    }

    /// A folder with the program's own classes and none of those beside it.
    private Path classes() throws IOException {
        Path classes = folder.resolve("classes");
        Path target = classes.resolve(PACKAGE.replace('.', '/'));
        if (!Files.exists(target)) {
            Files.createDirectories(target);
            try (Stream<Path> compiled = Files.list(compiled())) {
                for (Path file : compiled.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
        return classes;
    }

    private static Path compiled() {
        String place = "/" + PACKAGE.replace('.', '/');
        try {
            return Path.of(Objects.requireNonNull(PartnerProgram.class.getResource(place), place)
                    .toURI());
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /// What the program has seen.
    ///
    /// @param given what it has to know
    Seen run(Properties given) throws IOException, InterruptedException {
        Path in = folder.resolve("given.properties");
        Path out = folder.resolve("seen.properties");
        Path err = folder.resolve("errors.log");
        try (var written = Files.newOutputStream(in)) {
            given.store(written, null);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                classPath().stream().map(Path::toString).toList()),
                        MAIN)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS))
                    .as("the client's end")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(() -> read(err)).isZero();
        return Seen.read(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
