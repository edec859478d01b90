package dev.lockstep.embedded;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One process at a time in a server's folder. The operating system frees the lock of a killed process, so whoever
/// holds it knows that a server still running here has lost its parent.
final class FolderLock implements AutoCloseable {
    /// POSIX locks don't see a second holder in the same process, and closing its file would free the first one's.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FolderLock take(ServerFolder folder) throws IOException {
        var file = folder.lock();
        if (!HELD_HERE.add(file)) {
            throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new FolderLock(file, lockedChannel(folder));
        } catch (IOException | RuntimeException failed) {
            HELD_HERE.remove(file);
            throw failed;
        }
    }

    private static FileChannel lockedChannel(ServerFolder folder) throws IOException {
        var channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (Optional.ofNullable(channel.tryLock()).isEmpty()) {
                throw inUse(folder, Files.readString(folder.lock()));
            }
            channel.truncate(0);
            var pid = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static EmbeddedPostgresException inUse(ServerFolder folder, String pid) {
        return new EmbeddedPostgresException(
                Problem.FOLDER_IN_USE,
                "Process %s already runs PostgreSQL in the folder %s.".formatted(pid, folder.root()),
                "Stop that process, or name another folder.");
    }

    /// A second call does nothing: by then the folder may be somebody else's.
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException failed) {
            throw ServerFolder.unusable(file, failed);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
