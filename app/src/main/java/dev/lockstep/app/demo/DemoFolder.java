package dev.lockstep.app.demo;

import dev.lockstep.app.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// The one folder that holds everything of a demo: org, database, configuration and secrets.
public final class DemoFolder {
    private static final String MARK = ".lockstep-demo";

    private final Path root;

    private DemoFolder(Path root) {
        this.root = root;
    }

    /// The folder, made where it is absent. Throws [Refusal] where that can't be done, or where it holds
    /// something else.
    public static DemoFolder open(Path path) {
        var root = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            try (var entries = Files.list(root)) {
                if (!Files.exists(root.resolve(MARK)) && entries.findAny().isPresent()) {
                    throw new Refusal("The folder " + root
                            + " holds something that is no demo: name an empty or new one with --folder.");
                }
            }
            Files.writeString(root.resolve(MARK), "This folder belongs to the Lockstep demo.\n");
            return new DemoFolder(root);
        } catch (IOException | UncheckedIOException unwritable) {
            throw new Refusal(
                    "The folder " + root + " can't be written ("
                            + unwritable.getClass().getSimpleName() + "): name another one with --folder.",
                    unwritable);
        }
    }

    /// Removes everything that an earlier demo left here.
    public void clear() {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(root) && !file.equals(root.resolve(MARK))) {
                    Files.delete(file);
                }
            }
        } catch (IOException | UncheckedIOException failure) {
            throw new Refusal(
                    "The folder " + root + " can't be cleared (" + failure.getMessage()
                            + "): end what uses it, or remove it by hand.",
                    failure);
        }
    }

    public Path root() {
        return root;
    }

    public Path database() {
        return root.resolve("postgresql");
    }

    public Path org() {
        return root.resolve("org");
    }

    public Path configuration() {
        return root.resolve("lockstep.yaml");
    }

    public Path databasePassword() {
        return root.resolve("secrets").resolve("database-password");
    }

    public Path clientSecret() {
        return root.resolve("secrets").resolve("client-secret");
    }

    /// Writes a file that its owner alone can read.
    public static void writeSecret(Path file, String secret) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            if (Files.getFileAttributeView(file.getParent(), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    != null) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, secret + "\n");
        } catch (IOException unwritable) {
            throw new Refusal("The file " + file + " can't be written: " + unwritable.getMessage(), unwritable);
        }
    }
}
