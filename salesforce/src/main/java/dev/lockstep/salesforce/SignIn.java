package dev.lockstep.salesforce;

import dev.lockstep.model.Secret;

/// A way to get an access token by OAuth. There is none for SOAP's `login()`: Salesforce is taking that away.
public sealed interface SignIn permits SignIn.ClientCredentials {

    /// The client credentials flow of an External Client App, which acts as the user that the app names.
    record ClientCredentials(String clientId, Secret clientSecret) implements SignIn {
        public ClientCredentials {
            if (clientId.isBlank()) {
                throw new IllegalArgumentException("the client id is empty");
            }
        }
    }
}
