package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.bulk.BulkEndpoint;
import dev.lockstep.orgsim.cursor.Cursors;
import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.http.ApiUsage;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.ExchangeServlet;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.oauth.OAuthEndpoint;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.oauth.UserAccounts;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.Admission;
import dev.lockstep.orgsim.rest.RestEndpoint;
import dev.lockstep.orgsim.soap.SoapEndpoint;
import dev.lockstep.orgsim.stream.StreamParts;
import dev.lockstep.orgsim.stream.StreamServlet;
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
            EventBus events,
            Sessions sessions,
            FaultPlan faults,
            RequestCounts requests) {
        var cursors = new Cursors(settings.clock());
        var usage = new ApiUsage(requests);
        var admission = new Admission(sessions, usage);
        var bulk = new BulkEndpoint(org, admission, settings.bulk(), settings.clock(), settings.data());
        var accounts = new UserAccounts(org, settings.signIn().passwords());
        var oauth = new OAuthEndpoint(org, sessions, accounts, settings.clients());
        Map<String, Endpoint> endpoints = Map.of(
                "/services/oauth2/*",
                oauth,
                "/id/*",
                oauth,
                "/services/data/*",
                new DataEndpoint(new RestEndpoint(org, admission, cursors, usage), bulk),
                "/services/Soap/u/*",
                new SoapEndpoint(org, sessions, cursors, usage, accounts));
        var context = new ServletContextHandler();
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        endpoints.forEach((path, endpoint) -> context.addServlet(
                new ServletHolder(new ExchangeServlet(endpoint, faults, requests, settings.clock())), path));
        context.addServlet(new ServletHolder(new ControlServlet(faults, requests, sessions, events)), "/orgsim/*");
        var stream = new ServletHolder(
                new StreamServlet(new StreamParts(org, events, sessions, faults, requests), settings.clock()));
        stream.setAsyncSupported(true);
        context.addServlet(stream, "/cometd/*");
        context.addEventListener(new JobWork(bulk));
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

    /// The bytes stay on this machine: time counts, size doesn't.
    private static GzipCompression fastGzip() {
        var encoder = new GzipEncoderConfig();
        encoder.setCompressionLevel(Deflater.BEST_SPEED);
        var gzip = new GzipCompression();
        gzip.setDefaultEncoderConfig(encoder);
        return gzip;
    }

    /// Jobs are worked on as long as the server runs, and no longer than the org is open.
    private record JobWork(BulkEndpoint bulk) implements LifeCycle.Listener {
        @Override
        public void lifeCycleStarted(LifeCycle server) {
            bulk.start();
        }

        @Override
        public void lifeCycleStopped(LifeCycle server) {
            bulk.stop();
        }
    }
}
