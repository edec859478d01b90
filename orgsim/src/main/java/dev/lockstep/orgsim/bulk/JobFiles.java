package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.http.UploadPlace;
import dev.lockstep.orgsim.org.RecordNumbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The uploaded data of jobs or batches, a file each: beside the journal where the org has a data folder; else in a
/// folder of its own that goes with the process.
///
/// Safe for use by several threads.
public final class JobFiles implements AutoCloseable {
    private final Optional<Path> data;
    private final Kind kind;
    private Optional<Path> folder = Optional.empty();

    /// What is kept.
    ///
    /// @param folder of all such files
    /// @param keyPrefix of the Ids that they are named by
    /// @param ending of their names
    /// @param limitBytes larger ones aren't even read
    public record Kind(String folder, String keyPrefix, String ending, long limitBytes) {}

    public JobFiles(Optional<Path> data, Kind kind) {
        this.data = data;
        this.kind = kind;
    }

    /// Where requests put their data.
    public UploadPlace place() {
        return new UploadPlace(folder(), kind.limitBytes());
    }

    public Path of(long number) {
        return folder().resolve(RecordNumbers.id(kind.keyPrefix(), number).text18() + kind.ending());
    }

    /// Takes a file. It is on disk when this returns.
    public void keep(Path file, long number) {
        try {
            force(file, StandardOpenOption.WRITE);
            Files.move(file, of(number), StandardCopyOption.ATOMIC_MOVE);
            force(folder(), StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException("The data of a job can't be kept", e);
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    public void remove(long number) {
        try {
            Files.deleteIfExists(of(number));
        } catch (IOException e) {
            throw new UncheckedIOException("The data of a job can't be removed", e);
        }
    }

    /// Removes all but these: what a process that was killed was about to keep or to remove.
    public void retain(Set<Long> numbers) {
        if (data.map(path -> path.resolve(kind.folder()))
                .filter(Files::isDirectory)
                .isEmpty()) {
            return;
        }
        Set<Path> known = numbers.stream().map(this::of).collect(Collectors.toSet());
        try {
            for (Path file : files()) {
                if (!known.contains(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data of old jobs can't be removed", e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }

    private synchronized Path folder() {
        if (folder.isEmpty()) {
            try {
                folder = Optional.of(
                        data.isPresent()
                                ? Files.createDirectories(data.get().resolve(kind.folder()))
                                : Files.createTempDirectory("orgsim-" + kind.folder()));
            } catch (IOException e) {
                throw new UncheckedIOException("There is no folder for the data of jobs", e);
            }
        }
        return folder.get();
    }

    @Override
    public synchronized void close() {
        if (data.isPresent() || folder.isEmpty()) {
            return;
        }
        try {
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder.get());
        } catch (IOException e) {
            throw new UncheckedIOException("The data of jobs can't be removed", e);
        } finally {
            folder = Optional.empty();
        }
    }
}
