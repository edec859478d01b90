package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.UploadPlace;
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

/// The uploaded data of ingest jobs, a file each: beside the journal where the org has a data folder; else in a folder
/// of its own that goes with the process.
///
/// Safe for use by several threads.
final class JobFiles implements AutoCloseable {
    private static final String FOLDER = "uploads";

    /// 150 MB as base64, which is what an org turns data into.
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/upload_job_data.htm")
    private static final long LIMIT_BYTES = 150L * 1024 * 1024 / 4 * 3;

    private final Optional<Path> data;
    private Optional<Path> folder = Optional.empty();

    JobFiles(Optional<Path> data) {
        this.data = data;
    }

    /// Where requests put their data.
    UploadPlace place() {
        return new UploadPlace(folder(), LIMIT_BYTES);
    }

    Path of(long job) {
        return folder().resolve(JobNumbers.id(job).text18() + ".csv");
    }

    /// Takes a file as the data of a job. It is on disk when this returns.
    void keep(Path file, long job) {
        try {
            force(file, StandardOpenOption.WRITE);
            Files.move(file, of(job), StandardCopyOption.ATOMIC_MOVE);
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

    void remove(long job) {
        try {
            Files.deleteIfExists(of(job));
        } catch (IOException e) {
            throw new UncheckedIOException("The data of a job can't be removed", e);
        }
    }

    /// Removes what belongs to no job: what a process that was killed was about to keep or to remove.
    void retain(Set<Long> jobs) {
        if (data.map(path -> path.resolve(FOLDER)).filter(Files::isDirectory).isEmpty()) {
            return;
        }
        Set<Path> known = jobs.stream().map(this::of).collect(Collectors.toSet());
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
                                ? Files.createDirectories(data.get().resolve(FOLDER))
                                : Files.createTempDirectory("orgsim-uploads"));
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
