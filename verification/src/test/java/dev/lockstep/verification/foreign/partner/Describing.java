package dev.lockstep.verification.foreign.partner;

import com.sforce.soap.partner.ChildRelationship;
import com.sforce.soap.partner.DescribeGlobalResult;
import com.sforce.soap.partner.DescribeGlobalSObjectResult;
import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.PicklistEntry;
import com.sforce.ws.ConnectionException;
import java.util.Arrays;
import java.util.stream.Stream;

/// What objects there are, and what they have.
final class Describing {
    private static final int TOO_MANY = 101;

    private final PartnerConnection org;
    private final Sightings sightings;

    Describing(Access access, Sightings sightings) throws ConnectionException {
        this.org = access.connect();
        this.sightings = sightings;
    }

    void visit() throws ConnectionException {
        DescribeGlobalResult global = org.describeGlobal();
        String[] names = Stream.of(global.getSobjects())
                .map(DescribeGlobalSObjectResult::getName)
                .toArray(String[]::new);
        sightings.seeAll("global.names", Arrays.asList(names));
        sightings.see("global.maxBatchSize", global.getMaxBatchSize());
        DescribeSObjectResult[] all = org.describeSObjects(names);
        sightings.seeAll(
                "describe.names",
                Stream.of(all).map(DescribeSObjectResult::getName).toList());
        for (DescribeSObjectResult object : all) {
            seeObject("describe." + object.getName(), object);
        }
        seeField(org.describeSObject("delivery__C"));
        refusals();
    }

    private void seeObject(String name, DescribeSObjectResult object) {
        sightings.see(name + ".keyPrefix", object.getKeyPrefix());
        sightings.see(name + ".updateable", object.isUpdateable());
        sightings.seeAll(
                name + ".fields",
                Stream.of(object.getFields()).map(Field::getName).toList());
        sightings.seeAll(
                name + ".types",
                Stream.of(object.getFields()).map(Field::getType).distinct().toList());
        sightings.seeAll(
                name + ".children",
                Stream.of(object.getChildRelationships())
                        .map(ChildRelationship::getChildSObject)
                        .distinct()
                        .toList());
    }

    private void seeField(DescribeSObjectResult delivery) {
        Field status = Stream.of(delivery.getFields())
                .filter(field -> field.getName().equals("Status__c"))
                .findFirst()
                .orElseThrow();
        sightings.see("describe.status.restricted", status.isRestrictedPicklist());
        sightings.see("describe.status.length", status.getLength());
        sightings.seeAll(
                "describe.status.values",
                Stream.of(status.getPicklistValues())
                        .map(PicklistEntry::getValue)
                        .toList());
    }

    private void refusals() {
        sightings.seeRefusal("describe.unknown", () -> org.describeSObject("Nothing__c"));
        sightings.seeRefusal("describe.oneUnknown", () -> org.describeSObjects(new String[] {"Account", "Nothing__c"}));
        var tooMany = new String[TOO_MANY];
        Arrays.fill(tooMany, "Account");
        sightings.seeRefusal("describe.tooMany", () -> org.describeSObjects(tooMany));
    }
}
