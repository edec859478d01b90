package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The small segment of shared memory that all processes of a server hold. When the server itself was killed, its
/// sessions live on for a moment, and PostgreSQL refuses to start beside them.
final class SharedMemory {
    private static final Path SEGMENTS = Path.of("/proc/sysvipc/shm");
    private static final int ID = 1;
    private static final int ATTACHED = 6;

    private SharedMemory() {}

    /// Whether some process still holds the segment. Where the system doesn't tell, nobody is assumed to.
    static boolean isHeld(long id) throws IOException {
        return Files.isReadable(SEGMENTS) && isHeld(id, Files.readAllLines(SEGMENTS));
    }

    static boolean isHeld(long id, List<String> segments) {
        return segments.stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length > ATTACHED && columns[ID].equals(Long.toString(id)))
                .anyMatch(columns -> !columns[ATTACHED].equals("0"));
    }
}
