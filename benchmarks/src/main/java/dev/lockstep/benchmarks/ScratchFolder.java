package dev.lockstep.benchmarks;

import dev.lockstep.app.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder for everything that one run of a benchmark leaves on disk; it is gone when the run has ended.
public final class ScratchFolder implements AutoCloseable {
    private final Path root;

    private ScratchFolder(Path root) {
        this.root = root;
    }

    /// Makes a new folder beside the launcher: on the disk where a demo's data lies, too.
    public static ScratchFolder create(String benchmark) {
        var root = Path.of(System.getProperty("lockstep.home", "."), ".lockstep", "bench")
                .resolve(benchmark + "-" + ProcessHandle.current().pid())
                .toAbsolutePath()
                .normalize();
        var folder = new ScratchFolder(root);
        try {
            folder.close(); // of a run with the same number that was killed
            Files.createDirectories(root);
        } catch (IOException | UncheckedIOException unwritable) {
            throw new Refusal("The folder " + root + " can't be made: " + unwritable.getMessage() + ".", unwritable);
        }
        return folder;
    }

    public Path resolve(String name) {
        return root.resolve(name);
    }

    /// Whatever uses the folder has ended before.
    @Override
    public void close() {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
