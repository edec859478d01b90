package dev.lockstep.orgsim.pubsub;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Listens for clients of the Pub/Sub API, on a port of its own.
public final class PubSubServer implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Server server;
    private final ExecutorService workers;

    private PubSubServer(Server server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    /// Starts listening.
    ///
    /// @throws IOException when the port is taken
    /// @throws IllegalArgumentException when there is no certificate in the one file, or no key in the other
    public static PubSubServer start(PubSubSettings settings, InetAddress address, PubSubParts parts)
            throws IOException {
        ServerCredentials credentials =
                settings.tls().map(PubSubServer::credentials).orElseGet(InsecureServerCredentials::create);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(address, settings.port()), credentials)
                .executor(workers)
                .intercept(new PubSubCall.Reader())
                .addService(new PubSubService(parts, settings))
                .build();
        return new PubSubServer(server.start(), workers);
    }

    private static ServerCredentials credentials(PubSubSettings.TlsFiles files) {
        try {
            return TlsServerCredentials.create(
                    files.certificate().toFile(), files.key().toFile());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public int port() {
        return server.getPort();
    }

    /// Drops all connections.
    @Override
    public void close() {
        server.shutdownNow();
        try {
            // The calls that are cancelled by it still need the workers.
            server.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }
}
