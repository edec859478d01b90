package dev.lockstep.clients;

import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.pubsub.PubSubSettings;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.time.Duration;

/// Orgs with the Pub/Sub API, by TLS.
///
/// @param certificate of all of them
public record PubSubOrg(ServerCertificate certificate) {
    /// Short, since some subscriptions begin by waiting for the first sign of life.
    private static final Duration KEEPALIVE = Duration.ofMillis(100);

    public static PubSubOrg make() {
        return new PubSubOrg(ServerCertificate.make());
    }

    public OrgsimSettings settings() {
        return OrgsimSettings.defaults()
                .withPubSub(PubSubSettings.defaults()
                        .encryptedBy(certificate.files())
                        .withKeepalive(KEEPALIVE));
    }

    /// A new one.
    ///
    /// @param faults what goes wrong in it, as on the command line
    public OrgsimServer start(String... faults) {
        OrgsimServer org = OrgsimServer.start(settings());
        for (String fault : faults) {
            org.faults().add(FaultRuleText.parse(fault));
        }
        return org;
    }
}
