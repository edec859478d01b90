package dev.lockstep.clients.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.dto.CreateSObjectResult;
import org.apache.camel.component.salesforce.api.dto.GlobalObjects;
import org.apache.camel.component.salesforce.api.dto.SObject;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/// Single records, queries, and what the API tells of itself.
final class Records {
    private static final String KEY = "External_Id__c";
    private static final String NOBODY = "001000000000000AAA";
    private static final Map<String, Object> ACCOUNT = Map.of("sObjectName", "Account");

    private final SalesforceRoute route;
    private final Sightings seen;

    private Records(SalesforceRoute route, Sightings seen) {
        this.route = route;
        this.seen = seen;
    }

    static void make(Given given, Sightings seen) {
        try (var route = SalesforceRoute.open(given)) {
            var records = new Records(route, seen);
            records.describe();
            records.writeById();
            records.writeByKey();
            records.query();
            records.beRefused();
        }
    }

    private void describe() {
        seen.see("versions", route.call("getVersions", null));
        seen.see("resources", route.call("getResources", null));
        GlobalObjects all = route.call(GlobalObjects.class, "getGlobalObjects", null, Map.of());
        seen.see("maxBatchSize", all.getMaxBatchSize());
        seen.see("objects", all.getSobjects().stream().map(SObject::getName).toList());
        seen.see("basicInfo", route.call("getBasicInfo", null, ACCOUNT));
        for (SObject object : all.getSobjects()) {
            SObjectDescription description = route.call(
                    SObjectDescription.class, "getDescription", null, Map.of("sObjectName", object.getName()));
            seen.see(
                    "fields." + description.getName(),
                    description.getFields().stream().map(SObjectField::getName).toList());
        }
        seen.see("limits", route.call("limits", null));
        seen.see(
                "recordCount",
                text(route.call(
                        InputStream.class,
                        "raw",
                        null,
                        Map.of(
                                "rawMethod",
                                "GET",
                                "rawPath",
                                "/services/data/v" + SalesforceRoute.VERSION + "/limits/recordCount",
                                "rawQueryParameters",
                                "sObjects",
                                "sObjects",
                                "Account"))));
    }

    private void writeById() {
        var account = Account.named("Nähwerk ☃");
        account.setAnnualRevenue(1_234_567.0);
        CreateSObjectResult created = route.call(CreateSObjectResult.class, "createSObject", account, Map.of());
        seen.see("created", created);
        seen.see("read", read(created.getId()));

        var change = Account.named("Nähwerk");
        change.setId(created.getId());
        change.getFieldsToNull().add("AnnualRevenue");
        seen.see("updated", route.call("updateSObject", change));
        seen.see("readAgain", read(created.getId()));
        seen.see("deleted", route.call("deleteSObject", null, with(ACCOUNT, "sObjectId", created.getId())));
        seen.seeRefusal("readDeleted", () -> read(created.getId()));
    }

    private Account read(String id) {
        return route.call(
                Account.class,
                "getSObject",
                null,
                Map.of(
                        "sObjectName",
                        "Account",
                        "sObjectId",
                        id,
                        "sObjectFields",
                        "Name,AnnualRevenue,CreatedDate",
                        "sObjectClass",
                        Account.class.getName()));
    }

    private void writeByKey() {
        var account = Account.named("By its key");
        account.setExternal_Id__c("camel 1 ä");
        Map<String, Object> key = Map.of("sObjectName", "Account", "sObjectIdName", KEY);
        seen.see("upsertedNew", route.call("upsertSObject", account, key));
        account.setExternal_Id__c("camel 1 ä");
        account.setSite("Here");
        seen.see("upsertedOld", route.call("upsertSObject", account, key));
        Map<String, Object> named =
                with(with(key, "sObjectIdValue", "camel 1 ä"), "sObjectClass", Account.class.getName());
        seen.see("readByKey", route.call("getSObjectWithId", null, named));
        seen.see("deletedByKey", route.call("deleteSObjectWithId", null, named));
        seen.seeRefusal("deletedByKeyAgain", () -> route.call("deleteSObjectWithId", null, named));
    }

    private void query() {
        QueryRecordsAccount page = page("query", "SELECT Id, Name FROM Account ORDER BY Id");
        seen.see("pageSize", page.getRecords().size());
        seen.see("totalSize", page.getTotalSize());

        List<Integer> sizes = new ArrayList<>();
        String next = raw("SELECT Id FROM Reading__c", sizes);
        while (!next.isEmpty()) {
            next = pageSize(text(route.call(InputStream.class, "queryMore?rawPayload=true", next, Map.of())), sizes);
        }
        seen.see("pageSizes", sizes);

        Iterator<?> streamed = route.call(
                Iterator.class,
                "query",
                null,
                with(asked("SELECT Id, Name FROM Reading__c"), "streamQueryResult", true));
        int count = 0;
        while (streamed.hasNext()) {
            streamed.next();
            count++;
        }
        seen.see("streamed", count);
        QueryRecordsAccount all = page("queryAll", "SELECT Id, Name, IsDeleted FROM Account WHERE IsDeleted = true");
        seen.see("deletedFound", all.getTotalSize());
    }

    private QueryRecordsAccount page(String operation, String soql) {
        return route.call(QueryRecordsAccount.class, operation, null, asked(soql));
    }

    private String raw(String soql, List<Integer> sizes) {
        return pageSize(
                text(route.call(InputStream.class, "query?rawPayload=true", null, Map.of("sObjectQuery", soql))),
                sizes);
    }

    /// Notes how many records a page has, and tells where the next one is.
    private static String pageSize(String json, List<Integer> sizes) {
        sizes.add(json.split("\"attributes\"", -1).length - 1);
        int next = json.indexOf("\"nextRecordsUrl\":\"");
        return next < 0 ? "" : json.substring(next).split("\"", -1)[3];
    }

    private static Map<String, Object> asked(String soql) {
        return Map.of("sObjectQuery", soql, "sObjectClass", QueryRecordsAccount.class.getName());
    }

    private void beRefused() {
        seen.seeRefusal("noName", () -> route.call("createSObject", new Account()));
        seen.seeRefusal("unknownRecord", () -> read(NOBODY));
        seen.seeRefusal("malformedQuery", () -> route.call("query", null, asked("SELECT FROM Account")));
        seen.seeRefusal("unknownField", () -> route.call("query", null, asked("SELECT Nmae FROM Account")));
        seen.seeRefusal("unknownObject", () -> route.call("getDescription", null, Map.of("sObjectName", "Acount")));
        seen.seeRefusal(
                "unknownLocator",
                () -> route.call(
                        "queryMore?rawPayload=true",
                        "/services/data/v" + SalesforceRoute.VERSION + "/query/01gnonsense-2000"));
    }

    static String text(InputStream body) {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Object> with(Map<String, Object> options, String name, Object value) {
        Map<String, Object> more = new HashMap<>(options);
        more.put(name, value);
        return more;
    }
}
