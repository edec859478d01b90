package dev.lockstep.orgsim.org;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;

/// The file that an org lives in: one line a call that changed something, forced to disk before the call is answered.
/// A last line that a crash cut short belongs to a call that was never answered; it is dropped when the journal is
/// opened.
final class Journal implements AutoCloseable {
    private static final String FILE = "journal.jsonl";

    private final Path file;
    private final FileChannel channel;
    private boolean isBroken;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Hands the JSON of each line to `reader`, in order.
    static Journal open(Path folder, Consumer<byte[]> reader) {
        var file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(file, channel);
                forceFolder(folder);
                channel.truncate(replay(file, channel, reader));
                channel.force(true);
                channel.position(channel.size());
                return new Journal(file, channel);
            } catch (IOException | RuntimeException failure) {
                channel.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The journal " + file + " can't be opened", failure);
        }
    }

    /// Returns when the line is on disk. After a failure the journal is as it was before; if even that can't be had, it
    /// takes no more lines.
    void append(byte[] json) {
        if (isBroken) {
            throw new IllegalStateException("The journal " + file
                    + " is damaged since a write to it failed. Make room on the disk and start the org again.");
        }
        try {
            var before = channel.position();
            try {
                var line = ByteBuffer.wrap(JournalLine.seal(json));
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(false);
            } catch (IOException failure) {
                isBroken = true;
                channel.truncate(before);
                channel.force(true);
                isBroken = false;
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The journal " + file + " can't be written", failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("The journal " + file + " can't be closed", failure);
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException _) {
            // Held by this very process: the same answer as for another one.
        }
        throw new OrgNotOpened("The journal " + file + " is in use. Stop the other simulated org first.");
    }

    private static void forceFolder(Path folder) throws IOException {
        try (var entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    /// Where the last whole line ends.
    private static long replay(Path file, FileChannel channel, Consumer<byte[]> reader) throws IOException {
        var end = 0L;
        var input = new BufferedInputStream(Channels.newInputStream(channel));
        for (var line = readLine(input); line.size() > 0; line = readLine(input)) {
            var bytes = line.toByteArray();
            if (bytes[bytes.length - 1] != '\n') {
                return end;
            }
            var json = JournalLine.open(Arrays.copyOf(bytes, bytes.length - 1));
            if (json.isEmpty()) {
                throw new OrgNotOpened("The journal " + file + " is damaged at byte " + end
                        + ". Restore it from a copy or start with an empty data folder.");
            }
            reader.accept(json.get());
            end += bytes.length;
        }
        return end;
    }

    /// A line with its line feed, or what is left of one; empty at the end.
    private static ByteArrayOutputStream readLine(InputStream input) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = input.read(); next >= 0; next = input.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line;
    }
}
