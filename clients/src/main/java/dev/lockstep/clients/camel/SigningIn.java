package dev.lockstep.clients.camel;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.support.jsse.KeyStoreParameters;

/// Each way to sign in, and a refusal of each.
final class SigningIn {
    private SigningIn() {}

    static void make(Given given, Sightings seen) throws Exception {
        SalesforceComponent credentials = SalesforceRoute.component(given, AuthenticationType.CLIENT_CREDENTIALS);
        see(seen, "credentials", credentials);
        see(seen, "password", byPassword(given, given.text("password")));
        see(seen, "jwt", byAssertion(given, given.text("username")));
        see(seen, "refreshToken", byRefreshToken(given, given.text("refreshToken")));

        SalesforceComponent wrong = SalesforceRoute.component(given, AuthenticationType.CLIENT_CREDENTIALS);
        wrong.setClientSecret("wrong");
        seeRefusal(seen, "credentialsWrong", wrong);
        seeRefusal(seen, "passwordWrong", byPassword(given, "wrong"));
        seeRefusal(seen, "jwtUnknownUser", byAssertion(given, "nobody@lockstep.example"));
        seeRefusal(seen, "refreshTokenUnknown", byRefreshToken(given, "unknown"));

        seeRenewal(given, seen);
    }

    /// A session that has ended: the client gets another one by itself and asks again.
    private static void seeRenewal(Given given, Sightings seen) throws Exception {
        SalesforceComponent component = SalesforceRoute.component(given, AuthenticationType.CLIENT_CREDENTIALS);
        try (var route = SalesforceRoute.open(component);
                var http = HttpClient.newHttpClient()) {
            String ended = component.getSession().getAccessToken();
            String token = URLEncoder.encode(ended, StandardCharsets.UTF_8);
            var revocation =
                    HttpRequest.newBuilder(URI.create(given.text("url") + "/services/oauth2/revoke?token=" + token));
            http.send(revocation.build(), BodyHandlers.discarding());
            seen.see("afterTheEnd", route.call("limits", null));
            seen.see("signedInAgain", !ended.equals(component.getSession().getAccessToken()));
        }
    }

    private static SalesforceComponent byPassword(Given given, String password) {
        SalesforceComponent component = SalesforceRoute.component(given, AuthenticationType.USERNAME_PASSWORD);
        component.setUserName(given.text("username"));
        component.setPassword(password);
        return component;
    }

    private static SalesforceComponent byAssertion(Given given, String user) {
        var keys = new KeyStoreParameters();
        keys.setResource("file:" + given.text("keyStore"));
        keys.setPassword(given.text("keyStorePassword"));
        keys.setType("PKCS12");
        SalesforceComponent component = SalesforceRoute.component(given, AuthenticationType.JWT);
        component.setUserName(user);
        component.setKeystore(keys);
        return component;
    }

    private static SalesforceComponent byRefreshToken(Given given, String token) {
        SalesforceComponent component = SalesforceRoute.component(given, AuthenticationType.REFRESH_TOKEN);
        component.setRefreshToken(token);
        return component;
    }

    private static void see(Sightings seen, String name, SalesforceComponent component) {
        try (var route = SalesforceRoute.open(component)) {
            seen.see(name, route.call("limits", null));
        }
    }

    private static void seeRefusal(Sightings seen, String name, SalesforceComponent component) {
        try (var route = SalesforceRoute.open(component)) {
            route.call("limits", null);
            seen.see(name, Map.of("refused", false));
        } catch (RuntimeCamelException refused) {
            seen.see(name, Map.of("refused", true, "message", String.valueOf(refused.getCause())));
        }
    }
}
