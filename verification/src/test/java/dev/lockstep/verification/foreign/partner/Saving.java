package dev.lockstep.verification.foreign.partner;

import static dev.lockstep.verification.foreign.partner.Records.KEY;
import static dev.lockstep.verification.foreign.partner.Records.account;
import static dev.lockstep.verification.foreign.partner.Records.change;
import static dev.lockstep.verification.foreign.partner.Records.record;
import static dev.lockstep.verification.foreign.partner.Records.saved;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;
import java.util.stream.Stream;

/// Writing what can be written.
final class Saving {
    private final Access access;
    private final PartnerConnection org;
    private final Sightings sightings;

    Saving(Access access, Sightings sightings) throws ConnectionException {
        this.access = access;
        this.org = access.connect();
        this.sightings = sightings;
    }

    /// One call that creates one record, and nothing else.
    static void createOne(Access access, Sightings sightings) throws ConnectionException {
        sightings.seeSaved("create", access.connect().create(new SObject[] {account("Once?")}));
    }

    void visit() throws ConnectionException {
        createAndUpdate();
        keepTextAsItIs();
        createTwoHundred();
        upsert();
        nameParentsByTheirKeys();
        sendValuesOfEachType();
        obeyAllOrNone();
        takeOtherHeaders();
    }

    private void createAndUpdate() throws ConnectionException {
        SaveResult[] created =
                org.create(new SObject[] {record("Account", "Name", "Calls & <co>", "Phone", "1"), account("Second")});
        sightings.seeSaved("create", created);
        SObject change = change("Account", created[0].getId(), "Name", "Renamed");
        change.setFieldsToNull(new String[] {"Phone"});
        sightings.seeSaved("update", org.update(new SObject[] {change}));
        SObject read = org.query("SELECT Name, Phone, CreatedById, IsDeleted FROM Account WHERE Id = '"
                        + created[0].getId() + "'")
                .getRecords()[0];
        sightings.see("update.read.name", read.getSObjectField("Name"));
        sightings.see("update.read.phone", read.getSObjectField("Phone"));
        sightings.see("update.read.createdBy", read.getSObjectField("CreatedById"));
        sightings.see("update.read.isDeleted", read.getSObjectField("IsDeleted"));
    }

    private void keepTextAsItIs() throws ConnectionException {
        String text = "Zeile 1\nzwei \"&<>' 東京 🚚 \t]]>";
        String id = saved(org, record("Account", "Name", "Text", "Description", text));
        SObject read = org.query("SELECT Description FROM Account WHERE Id = '" + id + "'")
                .getRecords()[0];
        sightings.see("text.isKept", text.equals(read.getSObjectField("Description")));
    }

    private void createTwoHundred() throws ConnectionException {
        SaveResult[] results = org.create(Records.accounts(200, "Of two hundred"));
        sightings.see(
                "twoHundred.successes",
                Stream.of(results).filter(SaveResult::isSuccess).count());
        sightings.see(
                "twoHundred.found",
                org.query("SELECT COUNT() FROM Account WHERE Name LIKE 'Of two hundred %'")
                        .getSize());
    }

    private void upsert() throws ConnectionException {
        SObject[] account = {record("Account", "Name", "By key", KEY, "foreign-1")};
        sightings.seeUpserted("upsert.first", org.upsert(KEY, account));
        sightings.seeUpserted("upsert.second", org.upsert(KEY, account));
        String id = saved(org, account("By Id"));
        sightings.seeUpserted("upsert.byId", org.upsert("Id", new SObject[] {change("Account", id, "Phone", "2")}));
    }

    private void nameParentsByTheirKeys() throws ConnectionException {
        SObject contact = record("Contact", "LastName", "Child");
        contact.setSObjectField("Account", record("Account", KEY, "foreign-1"));
        String id = saved(org, contact);
        SObject read = org.query("SELECT AccountId, Account.Name FROM Contact WHERE Id = '" + id + "'")
                .getRecords()[0];
        sightings.see("parent.id", read.getSObjectField("AccountId"));
        sightings.see("parent.name", read.getChild("Account").getField("Name"));
        sightings.seeSaved("parent.unknownKey", org.create(new SObject[] {orphan()}));
    }

    private static SObject orphan() {
        SObject contact = record("Contact", "LastName", "Orphan");
        contact.setSObjectField("Account", record("Account", KEY, "nobody"));
        return contact;
    }

    private void sendValuesOfEachType() throws ConnectionException {
        var moment = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        moment.setTimeInMillis(Instant.parse("2026-03-04T05:06:07Z").toEpochMilli());
        var delivery = record("Delivery__c", "Name", "Typed", "Weight__c", 12.345, "Fragile__c", true);
        delivery.setSObjectField("Delivered_At__c", moment);
        delivery.setSObjectField("Delivered_On__c", Date.from(Instant.parse("2026-03-04T00:00:00Z")));
        String id = saved(org, delivery);
        SObject read = org.query("SELECT Weight__c, Fragile__c, Delivered_At__c, Delivered_On__c FROM Delivery__c"
                        + " WHERE Id = '" + id + "'")
                .getRecords()[0];
        sightings.see("typed.weight", read.getSObjectField("Weight__c"));
        sightings.see("typed.fragile", read.getSObjectField("Fragile__c"));
        sightings.see("typed.deliveredAt", read.getSObjectField("Delivered_At__c"));
        sightings.see("typed.deliveredOn", read.getSObjectField("Delivered_On__c"));
    }

    private void obeyAllOrNone() throws ConnectionException {
        PartnerConnection strict = access.connect();
        strict.setAllOrNoneHeader(true);
        sightings.seeSaved("allOrNone", strict.create(new SObject[] {account("All or none"), new SObject("Account")}));
        sightings.see(
                "allOrNone.found",
                strict.query("SELECT COUNT() FROM Account WHERE Name = 'All or none'")
                        .getSize());
    }

    private void takeOtherHeaders() throws ConnectionException {
        PartnerConnection talkative = access.connect();
        talkative.setCallOptions("foreign", null);
        talkative.setAssignmentRuleHeader(null, false);
        talkative.setAllowFieldTruncationHeader(false);
        talkative.setMruHeader(false);
        talkative.setEmailHeader(false, false, false);
        talkative.setDuplicateRuleHeader(true, false, false);
        sightings.seeSaved("headers", talkative.create(new SObject[] {account("With headers")}));
        sightings.see(
                "headers.limit",
                talkative.getLimitInfoHeader().getLimitInfo()[0].getType());
    }
}
