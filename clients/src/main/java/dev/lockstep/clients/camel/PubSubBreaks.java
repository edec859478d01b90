package dev.lockstep.clients.camel;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.salesforce.SalesforceComponent;

/// Subscriptions by the Pub/Sub API that come to an end: Camel begins them anew by itself, behind the last event.
final class PubSubBreaks {
    private static final String SOON = "&backoffIncrement=20";
    private static final String ONE_BY_ONE = SOON + "&pubSubBatchSize=1";
    private static final int COUNT = 20;

    private PubSubBreaks() {}

    /// Streams break now and then, and the session ends.
    static void makeOften(Given given, Sightings seen) throws Exception {
        SalesforceComponent component = PubSub.component(given);
        try (var route = SalesforceRoute.open(component);
                var other = SalesforceRoute.open(PubSub.component(given));
                var inbox = route.listenTo(PubSub.ACCOUNTS, PubSub.FROM_START + ONE_BY_ONE)) {
            String session = component.getSession().getAccessToken();
            List<String> made = new ArrayList<>();
            for (int number = 0; number < COUNT; number++) {
                made.add(PubSub.account(other, "Number " + number));
            }
            seen.see("made", made);
            seen.see("heard", recordIds(inbox.several(COUNT)));
            made.add(PubSub.account(other, "Last"));
            seen.see("lastHeard", inbox.next().recordId());
            seen.see("signedInAgain", !session.equals(component.getSession().getAccessToken()));
        }
    }

    /// Hears two changes, and the next one comes when nobody looks at it any more.
    static void makeUntilKilled(Given given, Sightings seen) throws Exception {
        try (var route = SalesforceRoute.open(PubSub.component(given));
                var inbox = route.listenTo(PubSub.ACCOUNTS, PubSub.FROM_START)) {
            List<String> made =
                    new ArrayList<>(List.of(PubSub.account(route, "First"), PubSub.account(route, "Second")));
            String replayId = inbox.several(2).getLast().replayId();
            made.add(PubSub.account(route, "Third"));
            seen.see("made", made);
            seen.see("replayId", replayId);
            seen.tellNow(System.out);
            inbox.failure();
        }
    }

    /// Goes on where another one was killed, and hears what happens before and after a restart of the org.
    static void makeAgain(Given given, Sightings seen) throws Exception {
        try (var route = SalesforceRoute.open(PubSub.component(given));
                var inbox = route.listenTo(PubSub.ACCOUNTS, PubSub.behind(given.text("replayId")) + SOON)) {
            seen.see("missed", inbox.next().recordId());
            List<String> made = new ArrayList<>(List.of(PubSub.account(route, "Before")));
            List<ChangeInbox.Change> heard = new ArrayList<>(List.of(inbox.next()));
            ring(given.text("bell"));
            try (var other = SalesforceRoute.open(PubSub.component(given))) {
                made.add(PubSub.account(other, "After"));
                made.add(PubSub.account(other, "Last"));
            }
            heard.addAll(inbox.several(2));
            seen.see("made", made);
            seen.see("heard", recordIds(heard));
        }
    }

    private static void ring(String bell) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            http.send(HttpRequest.newBuilder(URI.create(bell)).build(), BodyHandlers.discarding());
        }
    }

    private static List<String> recordIds(List<ChangeInbox.Change> changes) {
        return changes.stream().map(ChangeInbox.Change::recordId).toList();
    }
}
