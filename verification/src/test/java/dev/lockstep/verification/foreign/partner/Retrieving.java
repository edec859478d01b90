package dev.lockstep.verification.foreign.partner;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.util.Arrays;

/// Reading by Ids.
final class Retrieving {
    private static final String NOBODY = "001000000000000AAA";
    private static final int TOO_MANY = 2001;

    private final PartnerConnection org;
    private final Sightings sightings;

    Retrieving(Access access, Sightings sightings) throws ConnectionException {
        this.org = access.connect();
        this.sightings = sightings;
    }

    void visit() throws ConnectionException {
        String first = Records.saved(org, Records.account("Retrieved 1"));
        String second = Records.saved(org, Records.account("Retrieved 2"));
        SObject[] records = org.retrieve(
                "Id, Name, BillingAddress", "Account", new String[] {second, NOBODY, first.substring(0, 15)});
        sightings.see("retrieve.0", records[0].getSObjectField("Name"));
        sightings.see("retrieve.1", records[1]);
        sightings.see("retrieve.2", records[2].getSObjectField("Name"));
        var tooMany = new String[TOO_MANY];
        Arrays.fill(tooMany, first);
        sightings.seeRefusal("retrieve.tooMany", () -> org.retrieve("Id", "Account", tooMany));
        sightings.seeRefusal("retrieve.malformedId", () -> org.retrieve("Id", "Account", new String[] {"nonsense"}));
        sightings.seeRefusal(
                "retrieve.unknownField", () -> org.retrieve("Nothing__c", "Account", new String[] {first}));
        sightings.seeRefusal("retrieve.unknownObject", () -> org.retrieve("Id", "Nothing__c", new String[] {first}));
    }
}
