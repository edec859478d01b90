package dev.lockstep.clients.camel;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectBatch;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectBatchResponse;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectComposite;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectCompositeResponse;

/// Many records in one call, and calls within one call.
final class Composites {
    private static final String KEY = "External_Id__c";

    private Composites() {}

    static void make(Given given, Sightings seen) {
        try (var route = SalesforceRoute.open(given)) {
            composite(route, seen);
            batch(route, seen);
            collections(route, seen);
        }
    }

    private static void composite(SalesforceRoute route, Sightings seen) {
        var change = new Account();
        change.setSite("Here");
        var composite = new SObjectComposite(SalesforceRoute.VERSION, true)
                .addCreate(Account.named("Composite"), "created")
                .addUpdate("Account", "@{created.id}", change, "updated")
                .addGet("Account", "@{created.id}", "read", "Name", "Site")
                .addUpsertByExternalId("Account", KEY, "composite-1", Account.named("By its key"), "upserted")
                .addQuery("SELECT Id FROM Account WHERE External_Id__c = 'composite-1'", "found")
                .addDelete("Account", "@{created.id}", "deleted");
        seen.see("composite", route.call(SObjectCompositeResponse.class, "composite", composite, Map.of()));

        var broken = new SObjectComposite(SalesforceRoute.VERSION, true)
                .addCreate(Account.named("Rolled back"), "right")
                .addCreate(new Account(), "wrong");
        seen.see("compositeBroken", route.call(SObjectCompositeResponse.class, "composite", broken, Map.of()));
    }

    private static void batch(SalesforceRoute route, Sightings seen) {
        var batch = new SObjectBatch(SalesforceRoute.VERSION)
                .addCreate(Account.named("Batch"))
                .addGet("Account", "nonsense", "Name")
                .addQuery("SELECT Id FROM Account WHERE Name = 'Batch'")
                .addUpsertByExternalId("Account", KEY, "batch-1", Account.named("By its key"))
                .addGetByExternalId("Account", KEY, "batch-1")
                .addLimits();
        seen.see("batch", route.call(SObjectBatchResponse.class, "composite-batch", batch, Map.of()));
    }

    private static void collections(SalesforceRoute route, Sightings seen) {
        List<SaveSObjectResult> created =
                saved(route, "compositeCreateSObjectCollections", accounts(200), Map.of("allOrNone", true));
        seen.see("created", created);
        List<String> ids = created.stream().map(SaveSObjectResult::getId).toList();
        seen.see(
                "updated",
                saved(
                        route,
                        "compositeUpdateSObjectCollections",
                        ids.stream().map(Composites::changed).toList(),
                        Map.of()));
        seen.see(
                "read",
                route.call(
                        "compositeRetrieveSObjectCollections",
                        null,
                        Map.of(
                                "sObjectIds",
                                ids.subList(0, 3),
                                "sObjectFields",
                                List.of("Name", "Site"),
                                "sObjectName",
                                "Account",
                                "sObjectClass",
                                Account.class.getName())));
        seen.see(
                "upserted",
                saved(
                        route,
                        "compositeUpsertSObjectCollections",
                        IntStream.range(0, 20).mapToObj(Composites::keyed).toList(),
                        Map.of("sObjectName", "Account", "sObjectIdName", KEY)));
        seen.see(
                "someWrong",
                saved(
                        route,
                        "compositeCreateSObjectCollections",
                        List.of(Account.named("Right"), new Account()),
                        Map.of()));
        seen.see(
                "oneWrongOfAll",
                saved(
                        route,
                        "compositeCreateSObjectCollections",
                        List.of(Account.named("Right"), new Account()),
                        Map.of("allOrNone", true)));
        seen.see(
                "deleted",
                route.call("compositeDeleteSObjectCollections", null, Map.of("sObjectIds", ids, "allOrNone", true)));
        seen.seeRefusal("tooMany", () -> saved(route, "compositeCreateSObjectCollections", accounts(201), Map.of()));
    }

    @SuppressWarnings("unchecked")
    private static List<SaveSObjectResult> saved(
            SalesforceRoute route, String operation, List<Account> records, Map<String, Object> options) {
        return (List<SaveSObjectResult>) route.call(List.class, operation, records, options);
    }

    private static List<Account> accounts(int count) {
        return Stream.generate(() -> Account.named("Of many")).limit(count).toList();
    }

    private static Account changed(String id) {
        var account = new Account();
        account.setId(id);
        account.setSite("Here");
        return account;
    }

    private static Account keyed(int number) {
        var account = Account.named("Keyed");
        account.setExternal_Id__c("keyed-" + number);
        return account;
    }
}
