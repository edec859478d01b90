package dev.lockstep.salesforce;

import dev.lockstep.model.RecordId;
import dev.lockstep.model.Secret;
import dev.lockstep.salesforce.http.BrokenExchange;
import dev.lockstep.salesforce.http.HttpChannel;
import dev.lockstep.salesforce.oauth.TokenAnswer;
import dev.lockstep.salesforce.oauth.TokenForm;
import dev.lockstep.salesforce.rest.RestResources;
import dev.lockstep.salesforce.soap.SoapEndpoint;
import java.net.URI;
import java.util.Map;

/// Gets tokens by OAuth, one request each.
final class TokenSource {
    private static final String CONCERNS = "sign-in";

    private final HttpChannel channel;
    private final OrgSettings settings;
    private final Requests requests;

    TokenSource(HttpChannel channel, OrgSettings settings, Requests requests) {
        this.channel = channel;
        this.settings = settings;
        this.requests = requests;
    }

    /// Throws [OrgFailure].
    Session signIn() {
        var form = switch (settings.signIn()) {
            case SignIn.ClientCredentials client ->
                TokenForm.clientCredentials(
                        client.clientId(), client.clientSecret().reveal());
        };
        requests.count(CallReason.SIGN_IN);
        try {
            var answer = channel.post(
                    settings.loginUrl().resolve("/services/oauth2/token"),
                    Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                    form);
            if (!answer.isSuccess()) {
                throw Refusals.of(CONCERNS, answer);
            }
            return session(TokenAnswer.read(answer.body()));
        } catch (BrokenExchange broken) {
            throw Refusals.broken(CONCERNS + " at " + settings.loginUrl(), broken);
        } catch (IllegalArgumentException unreadable) {
            // Without its cause, which might quote the token.
            throw Refusals.classified(
                    CONCERNS, OrgFailure.UNREADABLE_ANSWER, "the answer isn't one that gives a token");
        }
    }

    private Session session(TokenAnswer answer) {
        if (answer.isJsonWebToken()) {
            throw new OrgFailure(
                    "JWT_ACCESS_TOKEN",
                    Treatment.STOP,
                    CONCERNS,
                    "the org gave a JWT-based access token, which its SOAP and Bulk APIs don't take",
                    "Turn off \"Issue JSON Web Token (JWT)-based access tokens\" in the External Client App.");
        }
        var instance = URI.create(answer.instanceUrl());
        var identity = identity(answer.identityUrl(), instance);
        return new Session(
                new Secret(answer.accessToken()),
                identity,
                new RestResources(instance, settings.apiVersion()),
                new SoapEndpoint(instance.resolve("/services/Soap/u/" + settings.apiVersion()), answer.accessToken()));
    }

    /// Reads `https://…/id/00D…/005…`.
    private static OrgIdentity identity(String url, URI instance) {
        var parts = url.split("/", -1);
        if (parts.length < 3) {
            throw new IllegalArgumentException("the identity URL \"" + url + "\" names no user");
        }
        return new OrgIdentity(RecordId.of(parts[parts.length - 2]), RecordId.of(parts[parts.length - 1]), instance);
    }
}
