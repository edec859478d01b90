package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.events.CaptureSettings;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.oauth.ConnectedClient.RunsAs;
import dev.lockstep.orgsim.oauth.SignInSettings;
import dev.lockstep.orgsim.org.OrgContent;
import dev.lockstep.orgsim.org.OrgFeature;
import dev.lockstep.orgsim.pubsub.PubSubSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the simulator runs.
///
/// @param address a loopback address: whoever reaches the simulator may ask it for faults
/// @param port 0 takes any free one
/// @param data the folder that keeps the org over restarts; without one it lives in memory alone
/// @param content what a new org holds
/// @param generatedRows how many rows the generated object has; 0 leaves it out
/// @param clock the org's time
/// @param clients who may sign in
/// @param bulk how bulk jobs run
/// @param signIn how people sign in, and how long they stay so
/// @param capture which changes become change events, and how many events are kept
/// @param pubSub how the Pub/Sub API is served; without it there is none
public record OrgsimSettings(
        InetAddress address,
        int port,
        Optional<Path> data,
        OrgContent content,
        long generatedRows,
        InstantSource clock,
        List<ConnectedClient> clients,
        BulkSettings bulk,
        SignInSettings signIn,
        CaptureSettings capture,
        Optional<PubSubSettings> pubSub) {
    /// Runs as the integration user.
    public static final ConnectedClient INTEGRATION =
            new ConnectedClient("lockstep-demo", "lockstep-demo-secret", RunsAs.INTEGRATION_USER);

    /// Runs as the admin user: a person who edits in the org.
    public static final ConnectedClient PERSON =
            new ConnectedClient("lockstep-demo-user", "lockstep-demo-user-secret", RunsAs.ADMIN_USER);

    /// Sends its users to log in, and gets them back at the address where command-line tools wait for them.
    public static final ConnectedClient WEB = new ConnectedClient(
                    "lockstep-demo-web", "lockstep-demo-web-secret", RunsAs.INTEGRATION_USER)
            .redirectingTo("http://localhost:1717/OauthRedirect", "http://127.0.0.1:1717/OauthRedirect");

    private static final int HIGHEST_PORT = 65_535;

    public OrgsimSettings {
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "The simulated org listens on a loopback address alone, such as 127.0.0.1, not on %s."
                            .formatted(address.getHostAddress()));
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("A port lies between 0 and 65535, not at %d.".formatted(port));
        }
        if (generatedRows < 0) {
            throw new IllegalArgumentException("There can't be %d generated rows.".formatted(generatedRows));
        }
        clients = List.copyOf(clients);
    }

    /// Any free port of 127.0.0.1, in memory, the sample, the system's clock, nothing generated, and all three
    /// clients.
    public static OrgsimSettings defaults() {
        return new OrgsimSettings(
                InetAddress.ofLiteral("127.0.0.1"),
                0,
                Optional.empty(),
                OrgContent.sample(),
                0,
                InstantSource.system(),
                List.of(INTEGRATION, PERSON, WEB),
                BulkSettings.defaults(),
                SignInSettings.defaults(),
                CaptureSettings.defaults(),
                Optional.empty());
    }

    public OrgsimSettings at(InetAddress otherAddress, int otherPort) {
        return new OrgsimSettings(
                otherAddress, otherPort, data, content, generatedRows, clock, clients, bulk, signIn, capture, pubSub);
    }

    public OrgsimSettings onPort(int otherPort) {
        return at(address, otherPort);
    }

    public OrgsimSettings keptIn(Path folder) {
        return new OrgsimSettings(
                address,
                port,
                Optional.of(folder),
                content,
                generatedRows,
                clock,
                clients,
                bulk,
                signIn,
                capture,
                pubSub);
    }

    /// The org is the sample, whose objects have what these features bring.
    public OrgsimSettings withFeatures(Set<OrgFeature> features) {
        return holding(content.of(new OrgContent.Model.Sample(features)));
    }

    /// The org is what the Salesforce DX project in this folder describes.
    public OrgsimSettings withProject(Path folder) {
        return holding(content.of(new OrgContent.Model.Project(folder)));
    }

    /// The org has the objects whose descriptions, as REST answers them, are the `*.json` files in this folder.
    public OrgsimSettings withDescribes(Path folder) {
        return holding(content.of(new OrgContent.Model.Descriptions(folder)));
    }

    /// A new org has the records of the `*.csv` files in this folder, too.
    public OrgsimSettings withRecords(Path folder) {
        return holding(content.withRecords(folder));
    }

    private OrgsimSettings holding(OrgContent other) {
        return new OrgsimSettings(
                address, port, data, other, generatedRows, clock, clients, bulk, signIn, capture, pubSub);
    }

    public OrgsimSettings withGeneratedRows(long rows) {
        return new OrgsimSettings(address, port, data, content, rows, clock, clients, bulk, signIn, capture, pubSub);
    }

    public OrgsimSettings withClock(InstantSource otherClock) {
        return new OrgsimSettings(
                address, port, data, content, generatedRows, otherClock, clients, bulk, signIn, capture, pubSub);
    }

    public OrgsimSettings withClients(List<ConnectedClient> otherClients) {
        return new OrgsimSettings(
                address, port, data, content, generatedRows, clock, otherClients, bulk, signIn, capture, pubSub);
    }

    /// Users of the web client may go back there as well.
    public OrgsimSettings withRedirectUris(List<String> uris) {
        return withClients(clients.stream()
                .map(client ->
                        client.id().equals(WEB.id()) ? client.redirectingTo(uris.toArray(String[]::new)) : client)
                .toList());
    }

    /// All clients may sign in by assertions that the key of this certificate has signed.
    public OrgsimSettings withCertificate(X509Certificate certificate) {
        return withClients(
                clients.stream().map(client -> client.trusting(certificate)).toList());
    }

    public OrgsimSettings withBulk(BulkSettings otherBulk) {
        return new OrgsimSettings(
                address, port, data, content, generatedRows, clock, clients, otherBulk, signIn, capture, pubSub);
    }

    public OrgsimSettings withSignIn(SignInSettings otherSignIn) {
        return new OrgsimSettings(
                address, port, data, content, generatedRows, clock, clients, bulk, otherSignIn, capture, pubSub);
    }

    public OrgsimSettings withCapture(CaptureSettings otherCapture) {
        return new OrgsimSettings(
                address, port, data, content, generatedRows, clock, clients, bulk, signIn, otherCapture, pubSub);
    }

    /// The Pub/Sub API is served as well, on a port of its own.
    public OrgsimSettings withPubSub(PubSubSettings how) {
        return new OrgsimSettings(
                address, port, data, content, generatedRows, clock, clients, bulk, signIn, capture, Optional.of(how));
    }
}
