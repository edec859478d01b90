package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.events.Capture;
import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.http.CallLog;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.History;
import dev.lockstep.orgsim.org.OrgClock;
import dev.lockstep.orgsim.org.OrgNotOpened;
import dev.lockstep.orgsim.org.OrgSettings;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.pubsub.PubSubParts;
import dev.lockstep.orgsim.pubsub.PubSubServer;
import dev.lockstep.orgsim.pubsub.PubSubSettings;
import dev.lockstep.orgsim.source.SourceRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private static final int ID_15 = 15;

    /// Of the org's last changes.
    private static final int MOST_HISTORY = 10_000;

    private final OrgsimSettings settings;
    private final SimulatedOrg org;
    private final Behaviours behaviours;
    private final EventBus events;
    private final Sessions sessions;
    private final Server server;
    private final ServerConnector connector;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile int port;
    private volatile Optional<PubSubServer> pubSub = Optional.empty();

    private OrgsimServer(
            OrgsimSettings settings, SimulatedOrg org, History history, Behaviours behaviours, EventBus events) {
        this.settings = settings;
        this.org = org;
        this.behaviours = behaviours;
        this.events = events;
        this.sessions = new Sessions(
                org.organizationId().substring(0, ID_15),
                settings.clock(),
                settings.signIn().sessionIdleLimit());
        var threads = new QueuedThreadPool();
        threads.setName("orgsim");
        this.server = new Server(threads);
        this.connector = Wiring.connector(server, settings);
        server.addConnector(connector);
        server.setHandler(Wiring.handler(settings, org, history, events, sessions, behaviours));
    }

    /// Starts listening; the org is ready when this returns.
    ///
    /// @throws OrgsimNotStarted when the port is taken, or a folder that it is kept in or made of can't be used
    public static OrgsimServer start(OrgsimSettings asked) {
        var clock = OrgClock.of(asked.clock());
        OrgsimSettings settings = asked.withClock(clock);
        var behaviours = Behaviours.calm(clock);
        var events = new EventBus(settings.capture(), clock, behaviours.faults());
        var history = new History(events, MOST_HISTORY);
        var started = new OrgsimServer(settings, openOrg(settings, history), history, behaviours, events);
        events.start();
        try {
            started.server.start();
            started.port = started.connector.getLocalPort();
        } catch (Exception e) {
            started.close();
            throw new OrgsimNotStarted(
                    "orgsim can't listen on %s:%d: %s. Choose another port with --port, or 0 for any free one."
                            .formatted(settings.address().getHostAddress(), settings.port(), reason(e)),
                    e);
        }
        started.startPubSub();
        LOG.info("orgsim={} organization={}", started.url(), started.org.organizationId());
        return started;
    }

    private void startPubSub() {
        if (settings.pubSub().isEmpty()) {
            return;
        }
        PubSubSettings how = settings.pubSub().get();
        try {
            pubSub = Optional.of(PubSubServer.start(
                    how,
                    settings.address(),
                    new PubSubParts(
                            org,
                            events,
                            sessions,
                            behaviours.faults(),
                            behaviours.requests(),
                            behaviours.calls(),
                            settings.clock())));
        } catch (IOException e) {
            close();
            throw new OrgsimNotStarted(
                    "orgsim can't listen on %s:%d for the Pub/Sub API: %s. Choose another port with --pubsub-port, or 0 for any free one."
                            .formatted(settings.address().getHostAddress(), how.port(), reason(e)),
                    e);
        } catch (IllegalArgumentException e) {
            close();
            throw new OrgsimNotStarted(
                    "orgsim can't prove its name by %s: %s. It takes a certificate and an unencrypted key (PKCS 8), both in PEM."
                            .formatted(how.tls().map(Record::toString).orElse("nothing"), reason(e)),
                    e);
        }
    }

    private static SimulatedOrg openOrg(OrgsimSettings settings, History history) {
        try {
            if (settings.data().isPresent()) {
                Path folder = Files.createDirectories(settings.data().get());
                Files.delete(Files.createTempFile(folder, "writable", ".tmp"));
            }
            return SimulatedOrg.open(
                    new OrgSettings(settings.data(), settings.content(), settings.generatedRows(), settings.clock()),
                    history);
        } catch (OrgNotOpened | SourceRefused e) {
            throw new OrgsimNotStarted(String.valueOf(e.getMessage()), e);
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
        return deepest instanceof FileSystemException file
                ? "%s (%s)".formatted(file.getClass().getSimpleName(), file.getMessage())
                : String.valueOf(deepest.getMessage());
    }

    /// Where it listens, or has listened before it was closed; without a slash at the end.
    public String url() {
        return "http://%s:%d".formatted(settings.address().getHostAddress(), port);
    }

    /// The port at which the Pub/Sub API listens; empty where it isn't served.
    public OptionalInt pubSubPort() {
        return pubSub.map(PubSubServer::port).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    public SimulatedOrg org() {
        return org;
    }

    /// What may be switched, moved and counted, beside what belongs to the org.
    public Behaviours behaviours() {
        return behaviours;
    }

    /// What goes wrong; rules may be added and removed at any time.
    public FaultPlan faults() {
        return behaviours.faults();
    }

    /// What has arrived.
    public RequestCounts requests() {
        return behaviours.requests();
    }

    /// The last calls, one by one.
    public CallLog calls() {
        return behaviours.calls();
    }

    /// Which changes become change events, and who may have them.
    public Capture capture() {
        return events.capture();
    }

    /// Ends all sessions: each client's next request is refused until it has signed in again.
    public void signEverybodyOut() {
        sessions.closeAll();
    }

    /// Stops listening, drops open connections and closes the org. A second time does nothing.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            pubSub.ifPresent(PubSubServer::close);
            org.abandonDelayedSaves();
            server.stop();
        } catch (Exception e) {
            LOG.warn("orgsim did not stop in order", e);
        } finally {
            events.close();
            org.close();
        }
    }
}
