package dev.lockstep.verification.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder of a campaign, as it is before anything ran in it.
public final class EmptyFolder {
    private EmptyFolder() {}

    /// Removes what a former run has left there.
    public static Path at(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
