package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.http.HttpCall;
import java.util.List;
import java.util.Optional;

/// The applications that the org knows.
final class ConnectedClients {
    private final List<ConnectedClient> clients;

    ConnectedClients(List<ConnectedClient> clients) {
        this.clients = List.copyOf(clients);
    }

    /// @throws OAuthRefusal when there is no such client
    ConnectedClient find(Optional<String> id) {
        return clients.stream()
                .filter(client -> id.filter(client.id()::equals).isPresent())
                .findFirst()
                .orElseThrow(OAuthRefusal::unknownClient);
    }

    /// The client that sends a request and proves it by its secret.
    ///
    /// @throws OAuthRefusal when it isn't known, or the secret is wrong
    ConnectedClient authenticated(HttpCall call) {
        ClientCredentials shown = ClientCredentials.of(call);
        ConnectedClient client = find(shown.id());
        requireSecret(shown, client);
        return client;
    }

    /// As [#authenticated], but some clients needn't prove anything.
    ConnectedClient authenticatedWhereNeeded(HttpCall call) {
        ClientCredentials shown = ClientCredentials.of(call);
        ConnectedClient client = find(shown.id());
        if (shown.secret().isPresent() || !client.has(AppOption.NEEDS_NO_SECRET)) {
            requireSecret(shown, client);
        }
        return client;
    }

    private static void requireSecret(ClientCredentials shown, ConnectedClient client) {
        if (!Secrets.areSame(shown.secret().orElse(""), client.secret())) {
            throw OAuthRefusal.wrongSecret();
        }
    }
}
