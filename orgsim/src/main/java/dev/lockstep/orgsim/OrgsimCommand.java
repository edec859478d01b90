package dev.lockstep.orgsim;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.bulk.ResultLinks;
import dev.lockstep.orgsim.events.CaptureSettings;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.http.ApiUsage;
import dev.lockstep.orgsim.oauth.CertificateFile;
import dev.lockstep.orgsim.oauth.SignInSettings;
import dev.lockstep.orgsim.org.OrgClock;
import dev.lockstep.orgsim.org.OrgFeature;
import dev.lockstep.orgsim.pubsub.PubSubSettings;
import dev.lockstep.orgsim.server.OrgsimNotStarted;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `orgsim`: runs a simulated org until it is told to stop.
///
/// Exit code 0 after an orderly stop, 2 when it can't start.
@Command(
        name = "orgsim",
        mixinStandardHelpOptions = true,
        description = "Runs a simulated Salesforce org on this machine, for tests and demonstrations.")
public final class OrgsimCommand implements Callable<Integer> {
    /// How a line begins that says what the org lacks of the files that it is made of.
    public static final String NOT_SIMULATED = "not simulated: ";

    private static final int NOT_STARTED = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port to listen on; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Loopback address to listen on (default: ${DEFAULT-VALUE}).")
    private String address = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that keeps the org's records over restarts; without it they live in memory.")
    private @Nullable Path data;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "Folder of a Salesforce DX project that is the org: its objects, fields and records.")
    private @Nullable Path project;

    @Option(
            names = "--describe",
            paramLabel = "DIR",
            description = "Folder of descriptions (*.json, as REST answers sobjects/X/describe) of the objects that the"
                    + " org has instead of the sample's.")
    private @Nullable Path describe;

    @Option(
            names = "--features",
            paramLabel = "NAMES",
            description = "What the sample's objects have beside what all orgs have, with commas between:"
                    + " PersonAccounts, MultiCurrency, StateAndCountryPicklist.")
    private @Nullable String features;

    @Option(
            names = "--records",
            paramLabel = "DIR",
            description = "Folder of CSV files (Object.csv, as exports write them) whose records a new org has, too.")
    private @Nullable Path records;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many rows the generated object has (default: ${DEFAULT-VALUE}, without that object).")
    private long rows;

    @Option(
            names = "--job-ms",
            paramLabel = "MS",
            defaultValue = "300",
            description = "How many milliseconds a bulk job takes (default: ${DEFAULT-VALUE}).")
    private long jobMs;

    @Option(
            names = "--job-page-rows",
            paramLabel = "N",
            defaultValue = "50000",
            description = "How many rows a page of a bulk result has where the client doesn't say"
                    + " (default: ${DEFAULT-VALUE}).")
    private int jobPageRows;

    @Option(
            names = "--result-links",
            paramLabel = "SPELLING",
            defaultValue = "documented",
            description = "How lists of bulk result pages are spelled: documented, or seen as clients of real orgs read"
                    + " them (default: ${DEFAULT-VALUE}).")
    private String resultLinks = "documented";

    @Option(
            names = "--bulk-batches",
            paramLabel = "N",
            defaultValue = "15000",
            description = "How many batches Bulk API 1.0 takes in 24 hours; with 0 the org doesn't have that API"
                    + " (default: ${DEFAULT-VALUE}).")
    private int bulkBatches;

    @Option(
            names = "--session-minutes",
            paramLabel = "N",
            defaultValue = "120",
            description = "How many minutes a session lives without use (default: ${DEFAULT-VALUE}).")
    private long sessionMinutes;

    @Option(
            names = "--redirect-uri",
            paramLabel = "URI",
            description = "Where users of the client lockstep-demo-web may go back to; may be repeated.")
    private List<String> redirectUris = List.of();

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "X.509 certificate that assertions (JWT) of all clients are checked with.")
    private @Nullable Path certificate;

    @Option(
            names = "--clock-skew-s",
            paramLabel = "S",
            defaultValue = "0",
            description = "How many seconds the org's clock is ahead of this machine's; behind it where below zero"
                    + " (default: ${DEFAULT-VALUE}).")
    private int clockSkewS;

    @Option(
            names = "--api-limit",
            paramLabel = "N",
            defaultValue = "" + ApiUsage.DEFAULT_LIMIT,
            description = "How many API requests 24 hours may bring (default: ${DEFAULT-VALUE}).")
    private int apiLimit;

    @Option(
            names = "--capture",
            paramLabel = "OBJECTS",
            description = "Objects whose changes become change events, with commas between them, five at most;"
                    + " without it the org chooses.")
    private @Nullable String captured;

    @Option(
            names = "--pubsub-port",
            paramLabel = "PORT",
            description = "Port of the Pub/Sub API; 0 takes any free one. Without it the org doesn't have that API.")
    private @Nullable Integer pubSubPort;

    @Option(
            names = "--pubsub-certificate",
            paramLabel = "FILE",
            description = "X.509 certificate (PEM) of the Pub/Sub API, which is served by TLS then.")
    private @Nullable Path pubSubCertificate;

    @Option(
            names = "--pubsub-key",
            paramLabel = "FILE",
            description = "The key of that certificate (PEM, PKCS 8, without a password).")
    private @Nullable Path pubSubKey;

    @Option(
            names = "--fault",
            paramLabel = "RULE",
            description = "What goes wrong, such as answer-lost,api=soap,operation=create,count=1; may be repeated.")
    private List<String> faults = List.of();

    @Option(
            names = "--stop-with-stdin",
            description = "Stop when standard input is closed, as it is when the process that started this one ends.")
    private boolean stopsWithStandardInput;

    @Override
    public Integer call() throws InterruptedException {
        OrgsimServer server;
        try {
            List<FaultRule> rules = faults.stream().map(FaultRuleText::parse).toList();
            if (apiLimit < 0) {
                throw new IllegalArgumentException("--api-limit can't be %d.".formatted(apiLimit));
            }
            server = OrgsimServer.start(settings());
            server.behaviours().apiUsage().limitTo(apiLimit);
            rules.forEach(server.faults()::add);
        } catch (OrgsimNotStarted | IllegalArgumentException e) {
            command().err().println(e.getMessage());
            command().err().flush();
            return NOT_STARTED;
        }
        // Runs on SIGTERM and SIGINT; closing twice does no harm.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "orgsim-stop"));
        server.org().notSimulated().forEach(sentence -> command().out().println(NOT_SIMULATED + sentence));
        server.pubSubPort()
                .ifPresent(port -> command().out().println("pubsub ready at %s:%d".formatted(address, port)));
        command().out().println("orgsim ready at " + server.url());
        command().out().flush();
        try (server) {
            waitForTheEnd();
        }
        return 0;
    }

    private OrgsimSettings settings() {
        OrgsimSettings settings = OrgsimSettings.defaults()
                .at(InetAddress.ofLiteral(address), port)
                .withGeneratedRows(rows)
                .withClock(new OrgClock(InstantSource.system(), Duration.ofSeconds(clockSkewS)))
                .withBulk(new BulkSettings(
                        Duration.ofMillis(jobMs), jobPageRows, ResultLinks.of(resultLinks), bulkBatches))
                .withRedirectUris(redirectUris)
                .withSignIn(SignInSettings.defaults().withSessionIdleLimit(Duration.ofMinutes(sessionMinutes)));
        settings = Optional.ofNullable(captured)
                .map(text -> CaptureSettings.defaults()
                        .capturing(CaptureSettings.names(text).toArray(String[]::new)))
                .map(settings::withCapture)
                .orElse(settings);
        settings = Optional.ofNullable(certificate)
                .map(CertificateFile::read)
                .map(settings::withCertificate)
                .orElse(settings);
        settings = pubSub().map(settings::withPubSub).orElse(settings);
        if (project != null && describe != null) {
            throw new IllegalArgumentException(
                    "An org is made of a project or of descriptions: give --project or --describe, not both.");
        }
        if (features != null && (project != null || describe != null)) {
            throw new IllegalArgumentException(
                    "--features are those of the sample: leave them out with --project and --describe.");
        }
        settings = Optional.ofNullable(features)
                .map(OrgFeature::parse)
                .map(settings::withFeatures)
                .orElse(settings);
        settings = Optional.ofNullable(project).map(settings::withProject).orElse(settings);
        settings = Optional.ofNullable(describe).map(settings::withDescribes).orElse(settings);
        settings = Optional.ofNullable(records).map(settings::withRecords).orElse(settings);
        return Optional.ofNullable(data).map(settings::keptIn).orElse(settings);
    }

    private Optional<PubSubSettings> pubSub() {
        Integer port = pubSubPort;
        Path certificateFile = pubSubCertificate;
        Path keyFile = pubSubKey;
        if ((certificateFile == null) != (keyFile == null)) {
            throw new IllegalArgumentException("--pubsub-certificate and --pubsub-key need each other.");
        }
        if (port == null) {
            if (certificateFile != null) {
                throw new IllegalArgumentException("--pubsub-certificate needs --pubsub-port.");
            }
            return Optional.empty();
        }
        PubSubSettings settings = PubSubSettings.defaults().onPort(port);
        return Optional.of(
                certificateFile == null || keyFile == null
                        ? settings
                        : settings.encryptedBy(new PubSubSettings.TlsFiles(certificateFile, keyFile)));
    }

    private void waitForTheEnd() throws InterruptedException {
        if (stopsWithStandardInput) {
            readToTheEnd(System.in);
        } else {
            new CountDownLatch(1).await();
        }
    }

    private static void readToTheEnd(InputStream in) {
        try {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException _) {
            // A standard input that breaks has ended as well.
        }
    }

    private Streams command() {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("The command runs by picocli alone.");
        }
        return new Streams(known.commandLine().getOut(), known.commandLine().getErr());
    }

    private record Streams(java.io.PrintWriter out, java.io.PrintWriter err) {}
}
