package dev.lockstep.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/// The file that a server writes what it has to say to.
///
/// @param start where in the file this run of the server begins
record ServerLog(Path file, long start) {
    /// Beyond it a start begins a new file and keeps one old one.
    private static final long LARGE_BYTES = 10L * 1024 * 1024;

    /// More than any failed start writes.
    private static final int READ_AT_MOST_BYTES = 64 * 1024;

    private static final Pattern COMPLAINT = Pattern.compile("(?:PANIC|FATAL|ERROR|initdb: error): +(.*)");

    /// The file is there when this returns.
    static ServerLog in(ServerFolder folder) throws IOException {
        var file = folder.log();
        if (Files.exists(file) && Files.size(file) > LARGE_BYTES) {
            Files.move(file, file.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return new ServerLog(file, Files.size(file));
    }

    /// The first complaint of this run, which is the cause of those that follow.
    String complaint() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(start);
            return complaintIn(new String(in.readNBytes(READ_AT_MOST_BYTES), StandardCharsets.UTF_8));
        }
    }

    static String complaintIn(String output) {
        var matcher = COMPLAINT.matcher(output);
        if (matcher.find()) {
            return matcher.group(1) + ".";
        }
        var lines = output.strip().lines().toList();
        return lines.isEmpty() ? "it said nothing." : lines.getLast() + ".";
    }
}
