package dev.lockstep.embedded;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server that outlived the process which started it: killed a moment ago, it may still be writing.
final class FormerServer {
    /// A fast shutdown writes out up to `shared_buffers`: seconds, on a slow disk more.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration STEP = Duration.ofMillis(50);

    private FormerServer() {}

    /// Returns when no server runs on the data folder.
    ///
    /// May be called by the holder of the folder's lock alone: only then it is certain that the parent is gone.
    static void stopIn(ServerFolder folder) throws IOException, InterruptedException {
        var file = PostmasterFile.read(folder.data());
        if (file.isEmpty()) {
            return;
        }
        var server = ProcessHandle.of(file.get().pid());
        if (server.isEmpty()) {
            awaitSessions(folder, file.get()); // crashed: PostgreSQL clears up behind itself
            return;
        }
        if (!runsOn(folder.data(), server.get())) {
            // In a container the same few numbers come again and again, and PostgreSQL would refuse to start because
            // of an unrelated process. It still looks for a server of this folder by its shared memory.
            awaitSessions(folder, file.get());
            Files.delete(PostmasterFile.in(folder.data()));
            return;
        }
        Signal.INT.sendTo(server.get().pid());
        awaitEnd(folder, server.get());
    }

    /// A killed server's sessions notice it and end by themselves, but not at once.
    private static void awaitSessions(ServerFolder folder, PostmasterFile file)
            throws IOException, InterruptedException {
        if (file.sharedMemory().isEmpty()) {
            return;
        }
        var never = new CountDownLatch(1);
        for (var waited = Duration.ZERO; waited.compareTo(LIMIT) < 0; waited = waited.plus(STEP)) {
            if (!SharedMemory.isHeld(file.sharedMemory().getAsLong())) {
                return;
            }
            var ignored = never.await(STEP.toMillis(), TimeUnit.MILLISECONDS);
        }
        throw new EmbeddedPostgresException(
                Problem.FOLDER_IN_USE,
                "Sessions of an earlier PostgreSQL that was killed still run on the folder %s after %d seconds."
                        .formatted(folder.root(), LIMIT.toSeconds()),
                "End them (processes named postgres), then start again.");
    }

    private static boolean runsOn(Path data, ProcessHandle process) throws IOException {
        var file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (!Files.exists(file)) {
            return process.isAlive(); // somebody else's, or it ended just now
        }
        var words = List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0"));
        return words.getFirst().endsWith("postgres") && words.contains(data.toString());
    }

    /// Gone, or done with the folder: an orphan that nobody reaps keeps its number but removes its file.
    private static void awaitEnd(ServerFolder folder, ProcessHandle server) throws IOException, InterruptedException {
        for (var waited = Duration.ZERO; waited.compareTo(LIMIT) < 0; waited = waited.plus(STEP)) {
            if (PostmasterFile.read(folder.data()).isEmpty() || !server.isAlive()) {
                return;
            }
            try {
                server.onExit().get(STEP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillThere) {
                // looks again
            } catch (ExecutionException failed) {
                throw new IOException("the end of process " + server.pid() + " can't be awaited", failed);
            }
        }
        throw new EmbeddedPostgresException(
                Problem.FOLDER_IN_USE,
                "An earlier PostgreSQL, process %d, still runs in the folder %s %d seconds after it was told to stop."
                        .formatted(server.pid(), folder.root(), LIMIT.toSeconds()),
                "Wait until it has ended, or end it with kill -QUIT, which loses nothing.");
    }
}
