package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.MergeRequest;
import com.sforce.soap.partner.MergeResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import dev.lockstep.orgsim.org.OrgFeature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The account and the contact of a person, which go and come together.
class PersonDeletionIT {
    private final Clock clock = new Clock("2026-02-03T04:05:06Z");

    @AutoClose
    private final TestOrg org = new TestOrg(OrgsimSettings.defaults()
            .withFeatures(Set.of(OrgFeature.PERSON_ACCOUNTS))
            .withClock(clock));

    private final PartnerConnection soap = org.soap(org.token());
    private final Records records = new Records(soap);

    @Test
    void bothHalvesAreDeletedAndComeBackTogether() throws ConnectionException {
        String id = records.create("Account", "LastName", "Doe");
        String contact = account(id, "PersonContactId");
        String delivery = records.create("Delivery__c", "Name", "D", "Contact__c", contact, "Account__c", id);

        assertThat(soap.delete(new String[] {id})[0].isSuccess()).isTrue();
        assertThat(records.live("Contact", contact)).isZero();
        assertThat(records.field(delivery, "Delivery__c", "Contact__c")).isEqualTo("null");

        assertThat(soap.undelete(new String[] {id})[0].isSuccess()).isTrue();
        assertThat(records.live("Contact", contact)).isOne();
        assertThat(account(id, "PersonContactId")).isEqualTo(contact);
        assertThat(contact(contact, "AccountId")).isEqualTo(id);
        assertThat(records.field(delivery, "Delivery__c", "Contact__c")).isEqualTo(contact);

        soap.delete(new String[] {id});
        clock.pass(Duration.ofDays(16));
        var later = new Records(org.soap(org.token()));
        assertThat(later.all("Account", id)).isZero();
        assertThat(later.all("Contact", contact)).isZero();
    }

    @Test
    void personsAreMergedWithPersons() throws ConnectionException {
        String master = records.create("Account", "LastName", "Master");
        String loser = records.create("Account", "LastName", "Loser");
        String winner = account(master, "PersonContactId");
        String lost = account(loser, "PersonContactId");
        String company = records.create("Account", "Name", "Company");
        String delivery = records.create("Delivery__c", "Name", "D", "Contact__c", lost, "Account__c", loser);

        assertThat(code(merge("Account", master, company))).isEqualTo("INVALID_PERSON_ACCOUNT_OPERATION");
        assertThat(code(merge("Account", company, loser))).isEqualTo("INVALID_PERSON_ACCOUNT_OPERATION");
        assertThat(code(merge("Contact", winner, lost))).isEqualTo("INVALID_PERSON_ACCOUNT_OPERATION");
        MergeResult merged = merge("Account", master, loser);

        assertThat(merged.isSuccess()).as(Arrays.toString(merged.getErrors())).isTrue();
        assertThat(merged.getUpdatedRelatedIds()).containsOnly(delivery);
        assertThat(records.live("Contact", lost)).isZero();
        assertThat(contact(lost, "MasterRecordId")).isEqualTo(winner);
        assertThat(account(loser, "MasterRecordId")).isEqualTo(master);
        assertThat(records.field(delivery, "Delivery__c", "Contact__c")).isEqualTo(winner);
        assertThat(records.field(delivery, "Delivery__c", "Account__c")).isEqualTo(master);
        assertThat(account(master, "PersonContactId")).isEqualTo(winner);

        assertThat(soap.undelete(new String[] {loser})[0].isSuccess()).isTrue();
        assertThat(account(loser, "PersonContactId")).isEqualTo(lost);
        assertThat(contact(lost, "AccountId")).isEqualTo(loser);
    }

    private String account(String id, String field) throws ConnectionException {
        return records.field(id, "Account", field);
    }

    private String contact(String id, String field) throws ConnectionException {
        return records.field(id, "Contact", field);
    }

    private MergeResult merge(String object, String master, String loser) throws ConnectionException {
        SObject record = new SObject(object);
        record.setId(master);
        var request = new MergeRequest();
        request.setMasterRecord(record);
        request.setRecordToMergeIds(new String[] {loser});
        return soap.merge(new MergeRequest[] {request})[0];
    }

    private static String code(MergeResult result) {
        return result.isSuccess() ? "" : result.getErrors()[0].getStatusCode().name();
    }
}
