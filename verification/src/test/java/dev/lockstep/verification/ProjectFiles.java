package dev.lockstep.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The project's own sources and documents, found from wherever the tests run in it.
final class ProjectFiles {
    private static final String MARK = "ARCHITECTURE.md";

    private final Path root;

    private ProjectFiles(Path root) {
        this.root = root;
    }

    static ProjectFiles find() {
        return new ProjectFiles(
                Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, folder -> folder.getParent())
                        .filter(folder -> Files.exists(folder.resolve(MARK)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the tests don't run inside of the project")));
    }

    String text(String name) {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The simple names of all classes with a file of their own below `src/` and this folder, in every module.
    Set<String> classesIn(String folder) {
        try (var modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src").resolve(folder))
                    .filter(Files::isDirectory)
                    .flatMap(ProjectFiles::sources)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> sources(Path folder) {
        try (var files = Files.walk(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
