package dev.lockstep.verification.foreign;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/// What an unmodified client has seen of a simulated org, and all that went over the wire meanwhile.
///
/// @param exchanges in their order; empty where no proxy stood between
record PartnerVisit(Seen seen, List<Exchange> exchanges, String url, String organizationId, String userId) {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final ConnectedClient CLIENT = OrgsimSettings.INTEGRATION;

    PartnerVisit {
        exchanges = List.copyOf(exchanges);
    }

    /// Everything was called, once for all tests, through a proxy that recorded it.
    static PartnerVisit ofEverything() {
        return OfEverything.VISIT;
    }

    private static final class OfEverything {
        private static final PartnerVisit VISIT = make();

        private static PartnerVisit make() {
            try {
                return callEverything(Files.createTempDirectory(Path.of("target"), "partner-visit"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private static PartnerVisit callEverything(Path folder) throws IOException, InterruptedException {
        var settings = OrgsimSettings.defaults().withGeneratedRows(1_200);
        try (var org = OrgsimServer.start(settings);
                var proxy = RecordingProxy.to(URI.create(org.url()))) {
            String ended = session(org);
            org.signEverybodyOut();
            Seen seen = new PartnerProgram(folder).run(given("everything", org, proxy.port(), ended));
            return new PartnerVisit(
                    seen,
                    proxy.exchanges(),
                    org.url(),
                    org.org().organizationId(),
                    org.org().integrationUser().id());
        }
    }

    /// Makes one call, with nothing between client and org.
    static Seen ofOneCreate(Path folder, OrgsimServer org) throws IOException, InterruptedException {
        return new PartnerProgram(folder).run(given("one-create", org, 0, ""));
    }

    /// Makes jobs of Bulk API 1.0, with nothing between client and org.
    static PartnerVisit ofBulk(Path folder) throws IOException, InterruptedException {
        var settings = OrgsimSettings.defaults()
                .withGeneratedRows(1_200)
                .withBulk(BulkSettings.defaults()
                        .withJobTime(Duration.ofMillis(30))
                        .withPageRows(500));
        try (var org = OrgsimServer.start(settings)) {
            String ended = session(org);
            org.signEverybodyOut();
            Seen seen = new PartnerProgram(folder).run(given("bulk", org, 0, ended));
            return new PartnerVisit(
                    seen,
                    List.of(),
                    org.url(),
                    org.org().organizationId(),
                    org.org().integrationUser().id());
        }
    }

    private static Properties given(String visit, OrgsimServer org, int proxyPort, String endedSession)
            throws IOException, InterruptedException {
        var given = new Properties();
        given.putAll(Map.of(
                "visit", visit,
                "url", org.url(),
                "proxyPort", Integer.toString(proxyPort),
                "session", session(org),
                "endedSession", endedSession,
                "username", org.org().integrationUser().username(),
                "password", CLIENT.secret()));
        return given;
    }

    /// Signs in by OAuth: this client can't.
    private static String session(OrgsimServer org) throws IOException, InterruptedException {
        String form =
                "grant_type=client_credentials&client_id=%s&client_secret=%s".formatted(CLIENT.id(), CLIENT.secret());
        var request = HttpRequest.newBuilder(URI.create(org.url() + "/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            String answer = http.send(request, BodyHandlers.ofString()).body();
            var token = TOKEN.matcher(answer);
            if (!token.find()) {
                throw new IllegalStateException("No token: " + answer);
            }
            return token.group(1);
        }
    }
}
