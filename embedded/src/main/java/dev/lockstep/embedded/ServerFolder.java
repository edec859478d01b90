package dev.lockstep.embedded;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// The one folder that holds everything of a server.
///
/// Whatever takes more than a moment to make is made under a temporary name and renamed, so that what has its
/// final name is whole, also after a kill in the middle.
record ServerFolder(Path root) {
    static final String VERSION = "18.6.0";

    private static final String TEMPORARY_PREFIX = ".making-";

    /// Makes the folder, readable by its owner alone, and finds out whether it can be written.
    static ServerFolder prepare(Path folder) {
        try {
            var exists = Files.isDirectory(folder);
            Files.createDirectories(folder);
            if (!exists) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            Files.delete(Files.createTempFile(folder, TEMPORARY_PREFIX, ""));
            return new ServerFolder(folder.toRealPath());
        } catch (IOException refused) {
            throw unusable(folder, refused);
        }
    }

    static EmbeddedPostgresException unusable(Path folder, Exception cause) {
        return new EmbeddedPostgresException(
                Problem.FOLDER_UNUSABLE,
                "The folder %s can't be used for PostgreSQL: %s.".formatted(folder, reason(cause)),
                "Make it writable for this user, make room on its disk, or name another folder.",
                cause);
    }

    /// The name of the exception says what its message, often only a path, doesn't.
    private static String reason(Exception cause) {
        return cause.getClass().getSimpleName().replace("Exception", "") + " (" + cause.getMessage() + ")";
    }

    Path binaries() {
        return root.resolve("postgresql-" + VERSION);
    }

    Path program(String name) {
        return binaries().resolve("bin").resolve(name);
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path makeTemporary() throws IOException {
        return Files.createTempDirectory(root, TEMPORARY_PREFIX);
    }

    /// Gives something whole its final name, and makes that last through a power cut.
    void moveIntoPlace(Path made, Path place) throws IOException {
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(root, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /// What a start that was killed left half made; only the holder of the folder's lock may do this.
    void removeLeftovers() throws IOException {
        try (var entries = Files.newDirectoryStream(root, TEMPORARY_PREFIX + "*")) {
            for (var entry : entries) {
                removeTree(entry);
            }
        }
    }

    static void removeTree(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
