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

    private final Path data;
    private final HttpServer bell;
    private volatile OrgsimServer org;

    /// @param data an empty folder
    public RestartableOrg(Path data) throws IOException {
        this.data = data;
        org = OrgsimServer.start(OrgsimSettings.defaults().keptIn(data));
        bell = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bell.createContext("/", this::restart);
        bell.start();
    }

    private void restart(HttpExchange exchange) throws IOException {
        try (exchange) {
            int port = URI.create(org.url()).getPort();
            org.close();
            org = OrgsimServer.start(OrgsimSettings.defaults().keptIn(data).onPort(port));
            exchange.sendResponseHeaders(NO_CONTENT, NO_BODY);
        }
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
