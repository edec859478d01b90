package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.bulk.BulkEndpoint;
import dev.lockstep.orgsim.bulk.JobNumbers;
import dev.lockstep.orgsim.bulk1.AsyncEndpoint;
import dev.lockstep.orgsim.cursor.Cursors;
import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.ExchangeServlet;
import dev.lockstep.orgsim.oauth.OAuthEndpoint;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.oauth.UserAccounts;
import dev.lockstep.orgsim.org.History;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.Admission;
import dev.lockstep.orgsim.rest.RestEndpoint;
import dev.lockstep.orgsim.soap.SoapEndpoint;
import dev.lockstep.orgsim.stream.StreamParts;
import dev.lockstep.orgsim.stream.StreamServlet;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.gzip.GzipEncoderConfig;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/// Which path leads to which API, and how the server below speaks HTTP.
final class Wiring {
    /// Holds more than the longest request target that is answered by us and not by the server below.
    private static final int HEADER_LIMIT_BYTES = 64 * 1024;

    /// A path may hold any value of an external id, once it is encoded.
    private static final UriCompliance ENCODED_VALUES = UriCompliance.DEFAULT.with(
            "encoded values",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER);

    private Wiring() {}

    static ServerConnector connector(Server server, OrgsimSettings settings) {
        var configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(HEADER_LIMIT_BYTES);
        configuration.setSendServerVersion(false);
        // The date is the org's, not the machine's.
        configuration.setSendDateHeader(false);
        configuration.setUriCompliance(ENCODED_VALUES);
        var connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(settings.address().getHostAddress());
        connector.setPort(settings.port());
        return connector;
    }

    static CompressionHandler handler(
            OrgsimSettings settings,
            SimulatedOrg org,
            History history,
            EventBus events,
            Sessions sessions,
            Behaviours behaviours) {
        var cursors = new Cursors(settings.clock());
        var usage = behaviours.apiUsage();
        var admission = new Admission(org, sessions, usage);
        var jobs = new JobNumbers();
        var bulk = new BulkEndpoint(org, admission, settings.bulk(), settings.clock(), jobs, settings.data());
        var async = new AsyncEndpoint(org, sessions, usage, settings.bulk(), settings.clock(), jobs, settings.data());
        var accounts = new UserAccounts(org, settings.signIn().passwords());
        var oauth = new OAuthEndpoint(org, sessions, accounts, settings.clients());
        Map<String, Endpoint> endpoints = Map.of(
                "/services/oauth2/*",
                oauth,
                "/id/*",
                oauth,
                "/services/data/*",
                new DataEndpoint(
                        new RestEndpoint(
                                org,
                                admission,
                                cursors,
                                List.of(usage::allocation, async::allocation, bulk::allocation)),
                        bulk),
                "/services/async/*",
                async,
                "/services/Soap/u/*",
                new SoapEndpoint(org, sessions, cursors, usage, accounts));
        var context = new ServletContextHandler();
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        endpoints.forEach((path, endpoint) -> context.addServlet(
                new ServletHolder(new ExchangeServlet(
                        endpoint,
                        behaviours.faults(),
                        behaviours.requests(),
                        behaviours.calls(),
                        usage,
                        sessions::close,
                        settings.clock())),
                path));
        context.addServlet(
                new ServletHolder(new ControlServlet(controls(org, history, events, sessions, behaviours))),
                "/orgsim/*");
        var stream = new ServletHolder(new StreamServlet(
                new StreamParts(org, events, sessions, behaviours.faults(), behaviours.requests()), settings.clock()));
        stream.setAsyncSupported(true);
        context.addServlet(stream, "/cometd/*");
        context.addEventListener(new JobWork(bulk, async));
        var compression = new CompressionHandler(context);
        compression.putCompression(fastGzip());
        compression.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .defaults()
                        .decompressIncludeMethod("PUT")
                        .decompressIncludeMethod("PATCH")
                        .build());
        return compression;
    }

    private static List<Control> controls(
            SimulatedOrg org, History history, EventBus events, Sessions sessions, Behaviours behaviours) {
        return List.of(
                new WatchControl(org, behaviours.calls()),
                new HistoryControl(org, history),
                new FaultControl(behaviours.faults()),
                new ServerControl(behaviours.requests(), sessions),
                new OrgControl(org, behaviours),
                new RightsControl(org),
                new AutomationControl(org),
                new SilentChangeControl(org.silentChanges()),
                new CaptureControl(events.capture()));
    }

    /// The bytes stay on this machine: time counts, size doesn't.
    private static GzipCompression fastGzip() {
        var encoder = new GzipEncoderConfig();
        encoder.setCompressionLevel(Deflater.BEST_SPEED);
        var gzip = new GzipCompression();
        gzip.setDefaultEncoderConfig(encoder);
        return gzip;
    }

    /// Jobs are worked on as long as the server runs, and no longer than the org is open.
    private record JobWork(BulkEndpoint bulk, AsyncEndpoint async) implements LifeCycle.Listener {
        @Override
        public void lifeCycleStarted(LifeCycle server) {
            bulk.start();
            async.start();
        }

        @Override
        public void lifeCycleStopped(LifeCycle server) {
            bulk.stop();
            async.stop();
        }
    }
}
