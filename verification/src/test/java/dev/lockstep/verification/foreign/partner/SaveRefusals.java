package dev.lockstep.verification.foreign.partner;

import static dev.lockstep.verification.foreign.partner.Records.KEY;
import static dev.lockstep.verification.foreign.partner.Records.account;
import static dev.lockstep.verification.foreign.partner.Records.accounts;
import static dev.lockstep.verification.foreign.partner.Records.change;
import static dev.lockstep.verification.foreign.partner.Records.record;
import static dev.lockstep.verification.foreign.partner.Records.saved;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.util.stream.IntStream;

/// Writing what can't be written: single records that are refused, and whole calls.
final class SaveRefusals {
    private static final String NOBODY = "001000000000000AAA";
    private static final int TOO_MANY = 201;

    private final PartnerConnection org;
    private final Sightings sightings;

    SaveRefusals(Access access, Sightings sightings) throws ConnectionException {
        this.org = access.connect();
        this.sightings = sightings;
    }

    void visit() throws ConnectionException {
        createWithMistakes();
        updateWithMistakes();
        upsertWithMistakes();
        callsThatAreRefused();
    }

    private void createWithMistakes() throws ConnectionException {
        sightings.seeSaved(
                "mixed", org.create(new SObject[] {account("Good"), new SObject("Account"), account("Good too")}));
        var bothReferences = record("Contact", "LastName", "Both", "AccountId", saved(org, account("Both")));
        bothReferences.setSObjectField("Account", record("Account", KEY, "foreign-1"));
        sightings.seeSaved("mistakes", org.create(new SObject[] {
            record("Account", "Name", "Unknown field", "Nothing__c", "x"),
            record("Account", "Name", "Read-only", "CreatedDate", "2026-01-01T00:00:00Z"),
            record("Account", "Name", "Too long", "Phone", "1".repeat(41)),
            record("Account", "Name", "Number", "NumberOfEmployees", "many"),
            record("Account", "Name", "No parent", "ParentId", NOBODY),
            record("Account", "Name", "No Id", "ParentId", "nonsense"),
            record("Account", "Name", "Same key", KEY, "account-0001"),
            bothReferences,
            record("Contact", "LastName", "No mail", "Email", "nonsense"),
            record("Delivery__c", "Name", "No status", "Status__c", "Nowhere"),
        }));
    }

    private void updateWithMistakes() throws ConnectionException {
        String gone = saved(org, account("Gone"));
        org.delete(new String[] {gone});
        SObject bothWays = change("Account", saved(org, account("Both ways")), "Phone", "1");
        bothWays.setFieldsToNull(new String[] {"Phone"});
        sightings.seeSaved("updateMistakes", org.update(new SObject[] {
            record("Account", "Name", "No Id"),
            change("Account", "nonsense", "Name", "x"),
            change("Account", NOBODY, "Name", "x"),
            change("Account", gone, "Name", "x"),
            bothWays,
        }));
    }

    private void upsertWithMistakes() throws ConnectionException {
        sightings.seeUpserted("upsertMistakes", org.upsert(KEY, new SObject[] {
            record("Account", "Name", "No key"),
            record("Account", "Name", "Same key", KEY, "same"),
            record("Account", "Name", "Same key in other letters", KEY, "SAME"),
            record("Account", KEY, "nameless"),
        }));
    }

    private void callsThatAreRefused() {
        sightings.seeRefusal("create.tooMany", () -> org.create(accounts(TOO_MANY, "Too many")));
        sightings.seeRefusal("update.tooMany", () -> org.update(accounts(TOO_MANY, "Too many")));
        sightings.seeRefusal("upsert.tooMany", () -> org.upsert(KEY, accounts(TOO_MANY, "Too many")));
        sightings.seeRefusal(
                "create.unknownObject", () -> org.create(new SObject[] {record("Nothing__c", "Name", "x")}));
        sightings.seeRefusal("update.unknownObject", () -> org.update(new SObject[] {change("Nothing__c", NOBODY)}));
        sightings.seeRefusal("upsert.noKeyField", () -> org.upsert("Phone", new SObject[] {account("x")}));
        sightings.seeRefusal(
                "upsert.twoTypes",
                () -> org.upsert("Id", new SObject[] {account("x"), record("Contact", "LastName", "x")}));
        sightings.seeRefusal("create.elevenRuns", () -> org.create(alternating(11)));
    }

    private static SObject[] alternating(int runs) {
        return IntStream.range(0, runs)
                .mapToObj(run -> run % 2 == 0 ? account("Run " + run) : record("Contact", "LastName", "Run " + run))
                .toArray(SObject[]::new);
    }
}
