package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.cursor.Cursors;
import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.http.ApiUsage;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.ExchangeServlet;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.oauth.OAuthEndpoint;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.OrgSettings;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.RestEndpoint;
import dev.lockstep.orgsim.soap.SoapEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A simulated org that answers over HTTP, started within this process.
///
/// Sessions and query locators live in memory: they don't outlast the server, as the org's records do where it has a
/// folder.
public final class OrgsimServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrgsimServer.class);

    /// Holds more than the longest request target that is answered by us and not by the server below.
    private static final int HEADER_LIMIT_BYTES = 64 * 1024;

    private final OrgsimSettings settings;
    private final SimulatedOrg org;
    private final FaultPlan faults = new FaultPlan();
    private final RequestCounts requests = new RequestCounts();
    private final Sessions sessions;
    private final Server server;
    private final ServerConnector connector;

    private OrgsimServer(OrgsimSettings settings, SimulatedOrg org) {
        this.settings = settings;
        this.org = org;
        this.sessions = new Sessions(org.organizationId().substring(0, 15), settings.clock());
        var threads = new QueuedThreadPool();
        threads.setName("orgsim");
        this.server = new Server(threads);
        this.connector = connector();
        server.addConnector(connector);
        server.setHandler(handler());
    }

    /// Starts listening; the org is ready when this returns.
    ///
    /// @throws OrgsimNotStarted when the port is taken or the folder can't be used
    public static OrgsimServer start(OrgsimSettings settings) {
        var started = new OrgsimServer(settings, openOrg(settings));
        try {
            started.server.start();
        } catch (Exception e) {
            started.close();
            throw new OrgsimNotStarted(
                    "orgsim can't listen on %s:%d: %s. Choose another port with --port, or 0 for any free one."
                            .formatted(settings.address().getHostAddress(), settings.port(), reason(e)),
                    e);
        }
        LOG.info("orgsim={} organization={}", started.url(), started.org.organizationId());
        return started;
    }

    private static SimulatedOrg openOrg(OrgsimSettings settings) {
        try {
            if (settings.data().isPresent()) {
                Path folder = Files.createDirectories(settings.data().get());
                Files.delete(Files.createTempFile(folder, "writable", ".tmp"));
            }
            return SimulatedOrg.open(new OrgSettings(settings.data(), settings.generatedRows(), settings.clock()));
        } catch (IOException | UncheckedIOException e) {
            throw new OrgsimNotStarted(
                    "orgsim can't keep its data in %s: %s. Choose a folder with --data that can be written to."
                            .formatted(settings.data().map(Path::toString).orElse("memory"), reason(e)),
                    e);
        }
    }

    private static String reason(Exception e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest instanceof java.nio.file.FileSystemException file
                ? "%s (%s)".formatted(file.getClass().getSimpleName(), file.getMessage())
                : String.valueOf(deepest.getMessage());
    }

    private ServerConnector connector() {
        var configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(HEADER_LIMIT_BYTES);
        configuration.setSendServerVersion(false);
        // The date is the org's, not the machine's.
        configuration.setSendDateHeader(false);
        var made = new ServerConnector(server, new HttpConnectionFactory(configuration));
        made.setHost(settings.address().getHostAddress());
        made.setPort(settings.port());
        return made;
    }

    private CompressionHandler handler() {
        var cursors = new Cursors(settings.clock());
        var usage = new ApiUsage(requests);
        var context = new ServletContextHandler();
        serve(context, new OAuthEndpoint(org, sessions, settings.clients()), "/services/oauth2/*", "/id/*");
        serve(context, new RestEndpoint(org, sessions, cursors, usage), "/services/data/*");
        serve(context, new SoapEndpoint(org, sessions, cursors, usage, passwords()), "/services/Soap/u/*");
        context.addServlet(new ServletHolder(new ControlServlet(faults, requests, sessions)), "/orgsim/*");
        var compression = new CompressionHandler(context);
        compression.putCompression(new GzipCompression());
        compression.putConfiguration(
                "/*", CompressionConfig.builder().defaults().build());
        return compression;
    }

    private void serve(ServletContextHandler context, Endpoint endpoint, String... paths) {
        var holder = new ServletHolder(new ExchangeServlet(endpoint, faults, requests, settings.clock()));
        for (String path : paths) {
            context.addServlet(holder, path);
        }
    }

    /// A user's password for `login` is the secret of the client that runs as that user.
    private Map<String, String> passwords() {
        Map<String, String> passwords = new HashMap<>();
        for (ConnectedClient client : settings.clients()) {
            OrgUser user = switch (client.runsAs()) {
                case INTEGRATION_USER -> org.integrationUser();
                case ADMIN_USER -> org.adminUser();
            };
            passwords.put(user.username(), client.secret());
        }
        return passwords;
    }

    /// Where it listens, without a slash at the end.
    public String url() {
        return "http://%s:%d".formatted(settings.address().getHostAddress(), connector.getLocalPort());
    }

    public SimulatedOrg org() {
        return org;
    }

    /// What goes wrong; rules may be added and removed at any time.
    public FaultPlan faults() {
        return faults;
    }

    /// What has arrived.
    public RequestCounts requests() {
        return requests;
    }

    /// Ends all sessions: each client's next request is refused until it has signed in again.
    public void signEverybodyOut() {
        sessions.closeAll();
    }

    /// Stops listening, drops open connections and closes the org. A second time does nothing.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("orgsim did not stop in order", e);
        } finally {
            org.close();
        }
    }
}
