package dev.lockstep.salesforce;

import java.net.URI;
import java.time.Duration;

/// Sends one create through our transport, in a JVM as it comes, and prints the result.
final class OwnTransport {
    private OwnTransport() {}

    public static void main(String[] args) {
        var settings = new OrgSettings(
                URI.create(args[0]), "65.0", OrgFixture.SIGN_IN, Duration.ofSeconds(5), Duration.ofSeconds(20));
        try (var org = Org.signIn(settings)) {
            System.out.println(org.send(OrgFixture.createAccounts("Acme")));
        }
    }
}
