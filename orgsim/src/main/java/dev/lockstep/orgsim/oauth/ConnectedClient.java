package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An application that may sign in, as an administrator would have set it up in the org.
///
/// @param redirectUris where users may go back to, to the letter
/// @param certificate what its assertions are checked with; without one it can't sign in by assertions
public record ConnectedClient(
        String id,
        String secret,
        RunsAs runsAs,
        Set<String> redirectUris,
        Optional<X509Certificate> certificate,
        Set<AppOption> options) {
    /// Whose rights the client's tokens have where it signs in by itself, and who its changes are said to be by.
    public enum RunsAs {
        INTEGRATION_USER,
        ADMIN_USER
    }

    public ConnectedClient {
        if (id.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("A client needs an id and a secret.");
        }
        redirectUris = Set.copyOf(redirectUris);
        redirectUris.forEach(ConnectedClient::requireRedirectUri);
        options = Set.copyOf(options);
    }

    private static void requireRedirectUri(String text) {
        URI uri = URI.create(text);
        if (!uri.isAbsolute() || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "A redirect URI has a scheme and no fragment, unlike %s.".formatted(text));
        }
    }

    /// A client that has no more than its id and secret.
    public ConnectedClient(String id, String secret, RunsAs runsAs) {
        this(id, secret, runsAs, Set.of(), Optional.empty(), Set.of());
    }

    /// Users may go back to these as well.
    public ConnectedClient redirectingTo(String... moreUris) {
        Set<String> all = new HashSet<>(redirectUris);
        all.addAll(List.of(moreUris));
        return new ConnectedClient(id, secret, runsAs, all, certificate, options);
    }

    /// May sign in by assertions that the key of this certificate has signed.
    public ConnectedClient trusting(X509Certificate otherCertificate) {
        return new ConnectedClient(id, secret, runsAs, redirectUris, Optional.of(otherCertificate), options);
    }

    /// With these options beside those that it has.
    public ConnectedClient with(AppOption... more) {
        Set<AppOption> all = EnumSet.noneOf(AppOption.class);
        all.addAll(options);
        all.addAll(List.of(more));
        return new ConnectedClient(id, secret, runsAs, redirectUris, certificate, all);
    }

    public boolean has(AppOption option) {
        return options.contains(option);
    }

    /// The user that the client acts as.
    public OrgUser user(SimulatedOrg org) {
        return switch (runsAs) {
            case INTEGRATION_USER -> org.integrationUser();
            case ADMIN_USER -> org.adminUser();
        };
    }

    @Override
    public String toString() {
        return "ConnectedClient[id=%s, runsAs=%s]".formatted(id, runsAs);
    }
}
