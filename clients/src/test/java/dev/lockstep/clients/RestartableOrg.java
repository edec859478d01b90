package dev.lockstep.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/// An org that is stopped and started again, at the same address and with the same data, when its visitor asks another
/// address for it.
public final class RestartableOrg implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final int NO_BODY = -1;

    private final OrgsimSettings settings;
    private final HttpServer bell;
    private volatile OrgsimServer org;

    /// @param data an empty folder
    public RestartableOrg(Path data) throws IOException {
        this(OrgsimSettings.defaults(), data);
    }

    /// @param data an empty folder
    public RestartableOrg(OrgsimSettings settings, Path data) throws IOException {
        this.settings = settings.keptIn(data);
        org = OrgsimServer.start(this.settings);
        bell = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bell.createContext("/", this::restart);
        bell.start();
    }

    private void restart(HttpExchange exchange) throws IOException {
        try (exchange) {
            restart();
            exchange.sendResponseHeaders(NO_CONTENT, NO_BODY);
        }
    }

    /// The org stops and is there again, as if by the bell.
    public void restart() {
        OrgsimSettings again = settings.onPort(URI.create(org.url()).getPort());
        if (org.pubSubPort().isPresent()) {
            again = again.withPubSub(
                    settings.pubSub().orElseThrow().onPort(org.pubSubPort().getAsInt()));
        }
        org.close();
        org = OrgsimServer.start(again);
    }

    /// The one that runs.
    public OrgsimServer org() {
        return org;
    }

    /// Where any request has the org restarted; it is answered when the org is there again.
    public String bell() {
        return "http://127.0.0.1:" + bell.getAddress().getPort();
    }

    @Override
    public void close() {
        bell.stop(0);
        org.close();
    }
}
