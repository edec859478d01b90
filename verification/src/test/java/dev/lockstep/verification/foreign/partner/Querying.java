package dev.lockstep.verification.foreign.partner;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.bind.XmlObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Reading by queries.
final class Querying {
    private final Access access;
    private final PartnerConnection org;
    private final Sightings sightings;

    Querying(Access access, Sightings sightings) throws ConnectionException {
        this.access = access;
        this.org = access.connect();
        this.sightings = sightings;
    }

    void visit() throws ConnectionException {
        readPageByPage();
        readWithoutAWish();
        readAFieldOfEachType();
        readParents();
        countAndAggregate();
        refusals();
    }

    private void readPageByPage() throws ConnectionException {
        PartnerConnection paging = access.connect();
        paging.setQueryOptions(250);
        List<Integer> lengths = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        QueryResult page = paging.query("SELECT Id FROM Reading__c");
        sightings.see("pages.size", page.getSize());
        take(page, lengths, ids);
        while (!page.isDone()) {
            page = paging.queryMore(page.getQueryLocator());
            take(page, lengths, ids);
        }
        sightings.seeAll("pages.lengths", lengths);
        sightings.see("pages.ids", ids.size());
        sightings.see("pages.lastLocator", page.getQueryLocator());
    }

    private static void take(QueryResult page, List<Integer> lengths, Set<String> ids) {
        lengths.add(page.getRecords().length);
        Stream.of(page.getRecords()).map(SObject::getId).forEach(ids::add);
    }

    private void readWithoutAWish() throws ConnectionException {
        QueryResult page = org.queryAll("SELECT Id, Name, Note__c FROM Reading__c");
        sightings.see("pages.unasked", page.getRecords().length);
        sightings.see("pages.unaskedNext", org.queryMore(page.getQueryLocator()).getRecords().length);
    }

    private void readAFieldOfEachType() throws ConnectionException {
        SObject delivery = org.query(
                        "SELECT Id, Name, Weight__c, Price__c, Discount__c, Delivered_On__c, Delivered_At__c, Slot__c,"
                                + " Fragile__c, Tags__c, Notes__c, Email__c, Phone__c, Website__c, Total__c, Number__c,"
                                + " Account__c, CreatedDate FROM Delivery__c WHERE External_Id__c = 'delivery-0006'")
                .getRecords()[0];
        for (String field : List.of(
                "Name",
                "Weight__c",
                "Price__c",
                "Discount__c",
                "Delivered_On__c",
                "Delivered_At__c",
                "Slot__c",
                "Fragile__c",
                "Tags__c",
                "Email__c",
                "Total__c",
                "Number__c",
                "CreatedDate")) {
            sightings.see("types." + field, delivery.getSObjectField(field));
        }
    }

    private void readParents() throws ConnectionException {
        SObject contact = org.query("SELECT Id, Name, MailingAddress, Account.Name, Account.Owner.Name FROM Contact"
                        + " WHERE External_Id__c = 'contact-0001'")
                .getRecords()[0];
        XmlObject account = contact.getChild("Account");
        sightings.see("parents.account", account.getField("Name"));
        sightings.see("parents.accountType", account.getField("type"));
        sightings.see("parents.owner", account.getChild("Owner").getField("Name"));
        XmlObject address = contact.getChild("MailingAddress");
        sightings.see("parents.city", address.getField("city"));
        sightings.see("parents.latitude", address.getField("latitude"));
        XmlObject orphan = org.query("SELECT Account.Name FROM Contact WHERE AccountId = NULL LIMIT 1")
                .getRecords()[0]
                .getChild("Account");
        sightings.see("parents.none", orphan == null ? null : orphan.getValue());
        SObject lead = org.query("SELECT Id, Owner.Name FROM Lead LIMIT 1").getRecords()[0];
        sightings.see("parents.ownerOfALead", lead.getChild("Owner").getField("Name"));
    }

    private void countAndAggregate() throws ConnectionException {
        QueryResult count = org.query("SELECT COUNT() FROM Reading__c");
        sightings.see("count.size", count.getSize());
        sightings.see("count.done", count.isDone());
        sightings.see("count.records", count.getRecords().length);
        SObject aggregate = org.query("SELECT COUNT(Id) total, MAX(AnnualRevenue) most FROM Account")
                .getRecords()[0];
        sightings.see("aggregate.type", aggregate.getType());
        sightings.see("aggregate.id", aggregate.getId());
        sightings.see("aggregate.total", aggregate.getSObjectField("total"));
        sightings.see("aggregate.totalClass", className(aggregate.getSObjectField("total")));
        sightings.see("aggregate.mostClass", className(aggregate.getSObjectField("most")));
    }

    private static String className(Object value) {
        return value.getClass().getSimpleName();
    }

    private void refusals() {
        sightings.seeRefusal("query.malformed", () -> org.query("SELECT FROM"));
        sightings.seeRefusal("query.unknownField", () -> org.query("SELECT Nothing__c FROM Account"));
        sightings.seeRefusal("query.unknownParent", () -> org.query("SELECT Nothing__r.Name FROM Account"));
        sightings.seeRefusal("query.unknownObject", () -> org.query("SELECT Id FROM Nothing__c"));
        sightings.seeRefusal(
                "query.filterOnLongText", () -> org.query("SELECT Id FROM Account WHERE Description = 'x'"));
        sightings.seeRefusal("queryAll.malformed", () -> org.queryAll("SELECT Id FROM Account WHERE"));
        sightings.seeRefusal("queryMore.unknownLocator", () -> org.queryMore("0r8000000000000AAA-200"));
        sightings.seeRefusal("queryMore.noLocator", () -> org.queryMore("nothing"));
    }
}
