package dev.lockstep.clients.camel;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.api.dto.CreateSObjectResult;

/// Subscriptions by the Streaming API, each of a client of its own. All replay from a place on: when the org has taken
/// a subscription, Camel doesn't tell. That it falls back from a refused replay Id isn't tried: where its first wait
/// is answered before the subscription, it doesn't ask again.
final class Listening {
    private static final String TOPIC = "subscribe:Accounts?sObjectQuery=RAW(SELECT Id, Name FROM Account)"
            + "&notifyForFields=ALL&notifyForOperationCreate=true&notifyForOperationUpdate=true"
            + "&notifyForOperationDelete=true&notifyForOperationUndelete=true&updateTopic=true&replayId=";
    private static final String CHANGES = "subscribe:data/AccountChangeEvent?replayId=";
    private static final long ALL = -2;

    private final Given given;
    private final Sightings seen;

    private Listening(Given given, Sightings seen) {
        this.given = given;
        this.seen = seen;
    }

    static void make(Given given, Sightings seen) throws Exception {
        var listening = new Listening(given, seen);
        listening.hearNotifications();
        long middle = listening.hearChanges();
        listening.goOnBehind(middle);
        listening.signInAgain();
    }

    /// Camel makes the PushTopic by itself, and finds it the second time.
    private void hearNotifications() throws Exception {
        try (var route = SalesforceRoute.open(given);
                var inbox = route.listen(TOPIC + ALL)) {
            seen.see("changedId", change(route, "Heard"));
            seen.see("notifications", inbox.several(3));
        }
        try (var route = SalesforceRoute.open(given);
                var inbox = route.listen(TOPIC + ALL)) {
            seen.see("notificationsAgain", inbox.several(3));
        }
    }

    /// @return the replay Id of a change in the middle
    private long hearChanges() throws Exception {
        try (var route = SalesforceRoute.open(given);
                var inbox = route.listen(CHANGES + ALL)) {
            var changes = inbox.several(3);
            seen.see("changes", changes);
            return changes.get(1).replayId();
        }
    }

    private void goOnBehind(long replayId) throws Exception {
        try (var route = SalesforceRoute.open(given);
                var inbox = route.listen(CHANGES + replayId)) {
            seen.see("next", inbox.next());
        }
    }

    /// The session ends while the client waits: it gets another one by itself and goes on behind the last event.
    private void signInAgain() throws Exception {
        SalesforceComponent component = SalesforceRoute.component(given, AuthenticationType.CLIENT_CREDENTIALS);
        try (var route = SalesforceRoute.open(component);
                var other = SalesforceRoute.open(given);
                var inbox = route.listen(CHANGES + ALL)) {
            inbox.several(3);
            String ended = component.getSession().getAccessToken();
            revoke(ended);
            seen.see("createdMeanwhile", create(other, "Meanwhile"));
            seen.see("meanwhile", inbox.next());
            // The first may have come with the refusal.
            seen.see("createdAfterwards", create(other, "Afterwards"));
            seen.see("afterwards", inbox.next());
            seen.see("signedInAgain", !ended.equals(component.getSession().getAccessToken()));
        }
    }

    private void revoke(String token) throws Exception {
        String address = given.text("url") + "/services/oauth2/revoke?token=";
        var request = HttpRequest.newBuilder(URI.create(address + URLEncoder.encode(token, StandardCharsets.UTF_8)));
        try (var http = HttpClient.newHttpClient()) {
            http.send(request.build(), BodyHandlers.discarding());
        }
    }

    /// Creates, updates and deletes an account.
    private static String change(SalesforceRoute route, String name) {
        String id = create(route, name);
        var account = Account.named(name + " anew");
        account.setId(id);
        route.call("updateSObject", account);
        route.call("deleteSObject", null, Map.of("sObjectName", "Account", "sObjectId", id));
        return id;
    }

    private static String create(SalesforceRoute route, String name) {
        return route.call(CreateSObjectResult.class, "createSObject", Account.named(name), Map.of())
                .getId();
    }
}
