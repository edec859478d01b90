package dev.lockstep.embedded;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// The running server, a direct child of this process that ends with it.
final class Postmaster {
    /// A recovery from the log after a crash has to fit in.
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration STEP = Duration.ofMillis(20);

    /// A fast shutdown writes out all that is in memory.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private static final Duration QUIT_LIMIT = Duration.ofSeconds(10);

    private final ServerFolder folder;
    private final ServerLog log;
    private final int port;
    private final Process process;

    private Postmaster(ServerFolder folder, ServerLog log, int port, Process process) {
        this.folder = folder;
        this.log = log;
        this.port = port;
        this.process = process;
    }

    /// Returns when the server accepts connections.
    static Postmaster start(ServerFolder folder, int port, RunAs runAs) throws IOException, InterruptedException {
        if (isTaken(port)) {
            throw portTaken(port);
        }
        var log = ServerLog.in(folder);
        runAs.give(log.file());
        var builder = runAs.command(boundToUs(serverCommand(folder, port))).builder();
        builder.redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.file().toFile()));
        var postmaster = new Postmaster(folder, log, port, launch(builder));
        try {
            postmaster.awaitReady();
            return postmaster;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            postmaster.stop();
            throw failed;
        }
    }

    /// Sockets on the machine's own address only; no file system socket, whose path is limited to 107 bytes.
    private static List<String> serverCommand(ServerFolder folder, int port) {
        return List.of(
                folder.program("postgres").toString(),
                "-D",
                folder.data().toString(),
                "-c",
                "listen_addresses=" + EmbeddedSettings.ADDRESS,
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=");
    }

    /// Ends with us, however we end, and not before: a Ctrl-C in a terminal goes to its whole process group, and would
    /// stop a server in ours while the program still needs it.
    private static List<String> boundToUs(List<String> command) throws InterruptedException {
        var words = new ArrayList<String>();
        for (var wrapper : List.of(List.of("setsid"), List.of("setpriv", "--pdeathsig", "INT"))) {
            var probe = new ArrayList<>(wrapper);
            probe.add("true");
            if (new Command(probe).run().succeeded()) {
                words.addAll(wrapper);
            }
        }
        words.addAll(command);
        return words;
    }

    /// Forks from a thread that lives as long as the server: the signal at a parent's death comes at the death of the
    /// *thread* that forked.
    private static Process launch(ProcessBuilder builder) throws IOException {
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform().daemon().name("embedded-postgres").start(() -> {
            try {
                var process = builder.start();
                started.complete(process);
                process.waitFor();
            } catch (IOException | InterruptedException failed) {
                started.completeExceptionally(failed);
            }
        });
        try {
            return started.join();
        } catch (CompletionException failed) {
            throw new IOException("PostgreSQL can't be run, " + failed.getMessage(), failed);
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (var waited = Duration.ZERO; waited.compareTo(START_LIMIT) < 0; waited = waited.plus(STEP)) {
            if (isReady()) {
                return;
            }
            if (process.waitFor(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                throw isTaken(port) ? portTaken(port) : failed(log.complaint());
            }
        }
        throw failed("it isn't ready after " + START_LIMIT.toMinutes() + " minutes.");
    }

    private boolean isReady() throws IOException {
        return PostmasterFile.read(folder.data())
                .filter(file -> file.pid() == process.pid() && file.accepting())
                .isPresent();
    }

    private EmbeddedPostgresException failed(String reason) {
        return new EmbeddedPostgresException(
                Problem.START_FAILED,
                "PostgreSQL did not start in the folder %s: %s".formatted(folder.root(), reason),
                "Its log %s says more.".formatted(log.file()));
    }

    private static EmbeddedPostgresException portTaken(int port) {
        return new EmbeddedPostgresException(
                Problem.PORT_TAKEN,
                "PostgreSQL can't listen on %s:%d, since another program does."
                        .formatted(EmbeddedSettings.ADDRESS, port),
                "Stop that program, or choose another port.");
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections that ended a moment ago don't count
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(EmbeddedSettings.ADDRESS), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    int port() {
        return port;
    }

    /// Fast shutdown; after a minute an immediate one, which loses nothing either. Goes on when interrupted: a server
    /// that is left half stopped helps nobody.
    void stop() {
        var interrupted = Thread.interrupted();
        try {
            if (!endsAfter(Signal.INT, STOP_LIMIT) && !endsAfter(Signal.QUIT, QUIT_LIMIT)) {
                process.destroyForcibly().onExit().join();
            }
        } catch (InterruptedException again) {
            interrupted = true;
            process.destroyForcibly().onExit().join();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean endsAfter(Signal signal, Duration limit) throws InterruptedException {
        if (!process.isAlive()) {
            return true;
        }
        signal.sendTo(process.pid());
        return process.onExit()
                .thenApply(ended -> true)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
