package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a running server says of itself in its data folder; after a crash, what it said last.
///
/// @param pid of the server, which is gone or another program's by now if the server crashed
/// @param accepting whether it takes connections
/// @param sharedMemory the segment that its processes hold; empty before it has one
record PostmasterFile(long pid, boolean accepting, OptionalLong sharedMemory) {
    private static final String NAME = "postmaster.pid";

    /// The eighth line, written last; PostgreSQL fills it with blanks.
    private static final int STATUS_LINE = 7;

    /// The seventh line: key and number of the segment.
    private static final int SHARED_MEMORY_LINE = 6;

    static Path in(Path data) {
        return data.resolve(NAME);
    }

    /// Empty where no server runs, or one is just writing its first line.
    static Optional<PostmasterFile> read(Path data) throws IOException {
        try {
            return parse(Files.readAllLines(in(data)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    static Optional<PostmasterFile> parse(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        var accepting =
                lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return Optional.of(
                new PostmasterFile(Long.parseLong(lines.getFirst().strip()), accepting, sharedMemory(lines)));
    }

    private static OptionalLong sharedMemory(List<String> lines) {
        if (lines.size() <= SHARED_MEMORY_LINE) {
            return OptionalLong.empty();
        }
        var numbers = lines.get(SHARED_MEMORY_LINE).strip().split("\\s+", -1);
        return numbers.length == 2 && numbers[1].matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(numbers[1]))
                : OptionalLong.empty();
    }
}
