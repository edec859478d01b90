package dev.lockstep.clients.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.InvalidReplayIdException;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.api.dto.CreateSObjectResult;

/// Subscriptions by the Pub/Sub API. When the org has taken one, Camel doesn't tell, so that they
/// replay what they could have missed.
final class PubSub {
    static final String ACCOUNTS = "/data/AccountChangeEvent";
    static final String FROM_START = "replayPreset=EARLIEST";

    private static final String ALL = "/data/ChangeEvents";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MANY = 40;
    private static final long NEVER_TOLD = 999_999;
    private static final String UNDELETE = """
        <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">
          <Header><SessionHeader xmlns="urn:partner.soap.sforce.com"><sessionId>%s</sessionId></SessionHeader></Header>
          <Body><undelete xmlns="urn:partner.soap.sforce.com"><ids>%s</ids></undelete></Body>
        </Envelope>
        """;

    private final Given given;
    private final Sightings seen;
    private final SalesforceComponent component;
    private final SalesforceRoute route;

    private PubSub(Given given, Sightings seen, SalesforceComponent component, SalesforceRoute route) {
        this.given = given;
        this.seen = seen;
        this.component = component;
        this.route = route;
    }

    static void make(Given given, Sightings seen) throws Exception {
        SalesforceComponent component = component(given);
        try (var route = SalesforceRoute.open(component)) {
            var visit = new PubSub(given, seen, component, route);
            visit.hearOfAllObjects();
            List<ChangeInbox.Change> changes = visit.hearChanges();
            visit.hearMany();
            visit.goOnBehind(changes.get(1).replayId());
            visit.beRefused();
        }
    }

    /// Camel's component, told where the Pub/Sub API is.
    static SalesforceComponent component(Given given) {
        SalesforceComponent component = SalesforceRoute.component(given, AuthenticationType.CLIENT_CREDENTIALS);
        component.setPubSubHost("127.0.0.1");
        component.setPubSubPort(Integer.parseInt(given.text("pubSubPort")));
        return component;
    }

    static String behind(String replayId) {
        return "replayPreset=CUSTOM&pubSubReplayId=RAW(%s)".formatted(replayId);
    }

    /// Creates an account.
    ///
    /// @return its Id
    static String account(SalesforceRoute route, String name) {
        return route.call(CreateSObjectResult.class, "createSObject", Account.named(name), Map.of())
                .getId();
    }

    private void hearOfAllObjects() throws Exception {
        try (var inbox = route.listenTo(ALL, FROM_START)) {
            seen.see("contactId", create("Contact", "{\"FirstName\":\"Ada\",\"LastName\":\"Byron\"}"));
            seen.see("contact", inbox.next());
            seen.see(
                    "deliveryId",
                    create("Delivery__c", "{\"Name\":\"Told\",\"Weight__c\":1.125,\"Slot__c\":\"01:02:03.004Z\"}"));
            seen.see("delivery", inbox.next());
            seen.see("gapId", create("Lead", "{\"LastName\":\"Untold\",\"Company\":\"Untold\"}"));
            seen.see("gap", inbox.next());
            create("Opportunity", "{\"Name\":\"Untold\",\"StageName\":\"Prospecting\",\"CloseDate\":\"2026-03-04\"}");
            seen.see("overflow", inbox.next());
        }
    }

    /// Creates a record.
    ///
    /// @return its Id
    private String create(String object, String json) throws JsonProcessingException {
        String operation = "createSObject?rawPayload=true&format=JSON&sObjectName=" + object;
        return JSON.readTree(route.call(String.class, operation, json, Map.of()))
                .get("id")
                .asText();
    }

    /// Each kind of change of one account.
    private List<ChangeInbox.Change> hearChanges() throws Exception {
        try (var inbox = route.listenTo(ACCOUNTS, FROM_START + "&pubSubBatchSize=1")) {
            String id = create(
                    "Account",
                    "{\"Name\":\"Told\",\"BillingStreet\":\"Kaai\",\"BillingCity\":\"Ghent\",\"NumberOfEmployees\":7}");
            route.call(
                    "updateSObject?rawPayload=true&format=JSON&sObjectName=Account&sObjectId=" + id,
                    "{\"Name\":\"Told anew\",\"BillingCity\":null,\"Industry\":\"Energy\"}");
            route.call("deleteSObject", null, Map.of("sObjectName", "Account", "sObjectId", id));
            undelete(id);
            List<ChangeInbox.Change> changes = inbox.several(4);
            seen.see("changedId", id);
            seen.see("changes", changes);
            return changes;
        }
    }

    /// Camel has no operation for it, and REST neither.
    private void undelete(String id) throws Exception {
        String token = Objects.requireNonNull(component.getSession().getAccessToken());
        var request = HttpRequest.newBuilder(URI.create(given.text("url") + "/services/Soap/u/65.0"))
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .POST(BodyPublishers.ofString(UNDELETE.formatted(token, id)));
        try (var http = HttpClient.newHttpClient()) {
            http.send(request.build(), BodyHandlers.discarding());
        }
    }

    /// Far more than are asked for at a time.
    private void hearMany() throws Exception {
        try (var inbox = route.listenTo(ACCOUNTS, FROM_START + "&pubSubBatchSize=7")) {
            List<String> made = new ArrayList<>();
            for (int number = 0; number < MANY; number++) {
                made.add(account(route, "Many " + number));
            }
            List<ChangeInbox.Change> all = inbox.several(4 + MANY);
            seen.see("manyMade", made);
            seen.see("allHeard", all);
            seen.see("lastId", account(route, "Last"));
            seen.see("lastHeard", inbox.next().recordId());
        }
    }

    private void goOnBehind(String replayId) throws Exception {
        try (var inbox = route.listenTo(ACCOUNTS, behind(replayId))) {
            seen.see("behind", inbox.several(2));
        }
    }

    /// Camel asks for a place that is refused again and again, unless it was told to fall back to what is new.
    private void beRefused() throws Exception {
        String unknown = Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(Long.BYTES).putLong(NEVER_TOLD).array());
        try (var inbox = route.listenTo(ACCOUNTS, behind(unknown) + "&backoffIncrement=10")) {
            for (String name : List.of("refusal", "refusalAgain")) {
                var failure = (InvalidReplayIdException) inbox.failure();
                seen.see(name, failure.getReplayId());
            }
            seen.see("refused", unknown);
        }
        String fallingBack = behind(unknown) + "&backoffIncrement=10&fallbackToLatestReplayId=true";
        try (var inbox = route.listenTo(ACCOUNTS, fallingBack)) {
            List<String> made = new ArrayList<>();
            Optional<ChangeInbox.Change> heard;
            do {
                made.add(account(route, "After all"));
                heard = inbox.soon();
            } while (heard.isEmpty());
            seen.see("afterAllMade", made);
            seen.see("afterAllHeard", heard.get().recordId());
        }
    }
}
