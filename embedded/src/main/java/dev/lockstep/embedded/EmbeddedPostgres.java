package dev.lockstep.embedded;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A real PostgreSQL in a folder of its own, that keeps its data from start to start.
///
/// It ends when it is closed, and also when this process ends in any other way, a kill included: no shutdown hook
/// closes it, so that a program's own hooks still find it running. What a commit has acknowledged survives both.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final int TRIES_FOR_A_FREE_PORT = 5;

    private final EmbeddedSettings settings;
    private final FolderLock lock;
    private final Postmaster postmaster;
    private final String password;

    private EmbeddedPostgres(EmbeddedSettings settings, FolderLock lock, Postmaster postmaster, String password) {
        this.settings = settings;
        this.lock = lock;
        this.postmaster = postmaster;
        this.password = password;
    }

    /// Returns when the server accepts connections and the database is there. The first start in a folder takes some
    /// seconds, a later one less than one, unless it has to recover from a crash.
    ///
    /// @throws EmbeddedPostgresException with the problem and what to do; nothing is left running then
    public static EmbeddedPostgres start(EmbeddedSettings settings) throws InterruptedException {
        var platform = Platform.current();
        var folder = ServerFolder.prepare(settings.folder());
        try {
            var lock = FolderLock.take(folder);
            try {
                return start(settings, platform, folder, lock);
            } catch (IOException | InterruptedException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException | UncheckedIOException failed) {
            throw ServerFolder.unusable(folder.root(), failed);
        }
    }

    private static EmbeddedPostgres start(
            EmbeddedSettings settings, Platform platform, ServerFolder folder, FolderLock lock)
            throws IOException, InterruptedException {
        FormerServer.stopIn(folder);
        folder.removeLeftovers();
        var runAs = RunAs.choose(folder);
        Binaries.unpackOnce(platform, folder);
        var password = Cluster.createOnce(folder, settings.user(), runAs);
        runAs.give(folder.root());
        var postmaster = startOnPort(settings, folder, runAs);
        var server = new EmbeddedPostgres(settings, lock, postmaster, password);
        try {
            Database.createOnce(server);
            return server;
        } catch (RuntimeException failed) {
            postmaster.stop();
            throw failed;
        }
    }

    private static Postmaster startOnPort(EmbeddedSettings settings, ServerFolder folder, RunAs runAs)
            throws IOException, InterruptedException {
        if (settings.port() != 0) {
            return Postmaster.start(folder, settings.port(), runAs);
        }
        for (var triesLeft = TRIES_FOR_A_FREE_PORT; ; triesLeft--) {
            try {
                return Postmaster.start(folder, freePort(), runAs);
            } catch (EmbeddedPostgresException failed) {
                // Somebody took it between our look and PostgreSQL's.
                if (failed.problem() != Problem.PORT_TAKEN || triesLeft == 1) {
                    throw failed;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(EmbeddedSettings.ADDRESS))) {
            return socket.getLocalPort();
        }
    }

    /// Of the database named in the settings; without user and password.
    public String jdbcUrl() {
        return jdbcUrl(settings.database());
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(EmbeddedSettings.ADDRESS, port(), database);
    }

    public String database() {
        return settings.database();
    }

    /// Where it really listens, also when the settings left the choice open.
    public int port() {
        return postmaster.port();
    }

    public String user() {
        return settings.user();
    }

    /// Never to be logged; it stands in a file of the folder that its owner alone can read.
    public String password() {
        return password;
    }

    /// Ends all sessions, waits until everything is written and the server is gone; a second call does nothing.
    @Override
    public void close() {
        postmaster.stop();
        lock.close();
    }
}
