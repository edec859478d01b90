package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.evidence.Documented;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How the Pub/Sub API is served.
///
/// @param port 0 takes any free one
/// @param tls what to prove the server's name with; without it nothing is encrypted
/// @param keepalive the longest time without a message to a subscriber who waits for events
/// @param patience how long a subscriber may take to ask for more, once there is nothing left to send
public record PubSubSettings(int port, Optional<TlsFiles> tls, Duration keepalive, Duration patience) {
    @Documented(
            url = "https://developer.salesforce.com/docs/platform/pub-sub-api/references/methods/subscribe-rpc.html")
    private static final Duration KEEPALIVE = Duration.ofSeconds(270);

    @Documented(
            url = "https://developer.salesforce.com/docs/platform/pub-sub-api/references/methods/subscribe-rpc.html")
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int HIGHEST_PORT = 65_535;

    /// Both in PEM.
    ///
    /// @param certificate with those of its issuers behind it, if there are any
    /// @param key in PKCS 8, without a password
    public record TlsFiles(Path certificate, Path key) {}

    public PubSubSettings {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("A port lies between 0 and 65535, not at %d.".formatted(port));
        }
        if (!keepalive.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException("Subscribers must be given some time.");
        }
    }

    /// Any free port, nothing encrypted, the documented times.
    public static PubSubSettings defaults() {
        return new PubSubSettings(0, Optional.empty(), KEEPALIVE, PATIENCE);
    }

    public PubSubSettings onPort(int otherPort) {
        return new PubSubSettings(otherPort, tls, keepalive, patience);
    }

    public PubSubSettings encryptedBy(TlsFiles files) {
        return new PubSubSettings(port, Optional.of(files), keepalive, patience);
    }

    public PubSubSettings withKeepalive(Duration time) {
        return new PubSubSettings(port, tls, time, patience);
    }

    public PubSubSettings withPatience(Duration time) {
        return new PubSubSettings(port, tls, keepalive, time);
    }
}
