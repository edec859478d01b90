package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sforce.soap.partner.MergeRequest;
import com.sforce.soap.partner.MergeResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records that become one.
class MergeIT {
    private static final String NOBODY = "001000000000000AAA";

    private final Clock clock = new Clock("2026-02-03T04:05:06Z");

    @AutoClose
    private final TestOrg org = new TestOrg(OrgsimSettings.defaults().withClock(clock));

    private final PartnerConnection soap = org.soap(org.token());
    private final Records records = new Records(soap);

    @Test
    void makesOneRecordOfThree() throws ConnectionException {
        String master = records.create("Account", "Name", "Master", "Phone", "1");
        String first = records.create("Account", "Name", "First", "External_Id__c", "of the loser");
        String second = records.create("Account", "Name", "Second");
        String contact = records.create("Contact", "LastName", "Doe", "AccountId", first);
        String complaint = records.create("Case", "Subject", "Broken", "AccountId", second);
        String delivery = records.create("Delivery__c", "Name", "D", "Account__c", second);
        clock.pass(Duration.ofMinutes(5));

        MergeResult result =
                merge(master("Account", master, "Phone", "2", "External_Id__c", "of the loser"), first, second);

        assertThat(result.isSuccess()).as(Arrays.toString(result.getErrors())).isTrue();
        assertThat(result.getId()).isEqualTo(master);
        assertThat(result.getMergedRecordIds()).containsExactly(first, second);
        assertThat(result.getUpdatedRelatedIds()).containsExactlyInAnyOrder(contact, complaint, delivery);
        assertThat(records.field(master, "Account", "Phone")).isEqualTo("2");
        assertThat(records.field(master, "Account", "Name")).isEqualTo("Master");
        assertThat(records.field(master, "Account", "External_Id__c")).isEqualTo("of the loser");
        for (String loser : new String[] {first, second}) {
            assertThat(records.live("Account", loser)).isZero();
            assertThat(records.field(loser, "Account", "IsDeleted")).isEqualTo("true");
            assertThat(records.field(loser, "Account", "MasterRecordId")).isEqualTo(master);
            assertThat(records.field(loser, "Account", "SystemModstamp")).isEqualTo("2026-02-03T04:10:06.000Z");
        }
        assertThat(records.field(contact, "Contact", "AccountId")).isEqualTo(master);
        assertThat(records.field(complaint, "Case", "AccountId")).isEqualTo(master);
        assertThat(records.field(delivery, "Delivery__c", "Account__c")).isEqualTo(master);
        assertThat(records.field(delivery, "Delivery__c", "SystemModstamp")).isEqualTo("2026-02-03T04:05:06.000Z");
    }

    @Test
    void movesTheStampsOfMovedRecordsWhereThatIsChosen() throws ConnectionException {
        assertThat(silentChanges("GET", "").body())
                .isEqualTo("{\"cleared_lookup\":false,\"restored_lookup\":false,\"reparented_by_merge\":false,"
                        + "\"archived_activity\":false}");
        assertThat(silentChanges("PUT", "{\"reparented_by_merge\":true}").body())
                .isEqualTo("{\"cleared_lookup\":false,\"restored_lookup\":false,\"reparented_by_merge\":true,"
                        + "\"archived_activity\":false}");
        String master = records.create("Contact", "LastName", "Master");
        String loser = records.create("Contact", "LastName", "Loser");
        String delivery = records.create("Delivery__c", "Name", "D", "Contact__c", loser);
        clock.pass(Duration.ofMinutes(5));

        merge(master("Contact", master), loser);

        assertThat(records.field(delivery, "Delivery__c", "SystemModstamp")).isEqualTo("2026-02-03T04:10:06.000Z");
        assertThat(records.field(delivery, "Delivery__c", "LastModifiedDate")).isEqualTo("2026-02-03T04:05:06.000Z");
    }

    @Test
    void refusesToMoveStampsForWhatIsNoSilentChange() {
        HttpResponse<String> unknown = silentChanges("PUT", "{\"others\":true}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("reparented_by_merge");
        assertThat(silentChanges("PUT", "{\"cleared_lookup\":\"maybe\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void bringsALoserBackWithoutWhatItHad() throws ConnectionException {
        String master = records.create("Account", "Name", "Master");
        String loser = records.create("Account", "Name", "Loser");
        String contact = records.create("Contact", "LastName", "Doe", "AccountId", loser);
        merge(master("Account", master), loser);

        assertThat(soap.undelete(new String[] {loser})[0].isSuccess()).isTrue();

        assertThat(records.live("Account", loser)).isOne();
        assertThat(records.field(loser, "Account", "MasterRecordId")).isEqualTo("null");
        assertThat(records.field(contact, "Contact", "AccountId")).isEqualTo(master);
    }

    @Test
    void refusesWhatCannotBecomeOneRecord() throws ConnectionException {
        String master = records.create("Account", "Name", "Master");
        String other = records.create("Account", "Name", "Other");
        String contact = records.create("Contact", "LastName", "Doe");
        String deleted = records.create("Account", "Name", "Deleted");
        soap.delete(new String[] {deleted});
        String delivery = records.create("Delivery__c", "Name", "D");
        String parent = records.create("Account", "Name", "Parent");
        String child = records.create("Account", "Name", "Child", "ParentId", parent);

        assertThat(code(merge(master("Account", master), contact))).isEqualTo("MERGE_FAILED");
        assertThat(code(merge(master("Account", master), master))).isEqualTo("MERGE_FAILED");
        assertThat(code(merge(master("Account", master), other, parent, child))).isEqualTo("MERGE_FAILED");
        assertThat(code(merge(master("Account", master)))).isEqualTo("MERGE_FAILED");
        assertThat(code(merge(master("Account", master), deleted))).isEqualTo("ENTITY_IS_DELETED");
        assertThat(code(merge(master("Account", deleted), master))).isEqualTo("ENTITY_IS_DELETED");
        assertThat(code(merge(master("Account", master), NOBODY))).isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        assertThat(code(merge(master("Account", master), "nonsense"))).isEqualTo("MALFORMED_ID");
        assertThat(code(merge(master("Delivery__c", delivery), delivery))).isEqualTo("INVALID_TYPE_FOR_OPERATION");
        assertThat(code(merge(master("Account", child), parent))).isEqualTo("CIRCULAR_DEPENDENCY");
        assertThat(code(merge(master("Account", master, "NumberOfEmployees", "many"), other)))
                .isEqualTo("INVALID_TYPE_ON_FIELD_IN_RECORD");

        assertThat(records.live("Account", other)).isOne();
        assertThat(records.live("Account", parent)).isOne();
        assertThat(records.field(child, "Account", "ParentId")).isEqualTo(parent);
    }

    @Test
    void mergesEachRequestByItself() throws ConnectionException {
        String master = records.create("Lead", "LastName", "Master", "Company", "C");
        String first = records.create("Lead", "LastName", "First", "Company", "C");
        String second = records.create("Lead", "LastName", "Second", "Company", "C");

        MergeResult[] results = soap.merge(new MergeRequest[] {
            request(master("Lead", master), first),
            request(master("Lead", master), first),
            request(master("Lead", master), second)
        });

        assertThat(results).extracting(MergeIT::code).containsExactly("", "ENTITY_IS_DELETED", "");
        assertThat(records.field(second, "Lead", "MasterRecordId")).isEqualTo(master);
    }

    @Test
    void refusesCallsOfMoreThanTwoHundredRequests() {
        var many = new MergeRequest[201];
        Arrays.fill(many, request(master("Account", NOBODY), NOBODY));

        assertThatExceptionOfType(UnexpectedErrorFault.class)
                .isThrownBy(() -> soap.merge(many))
                .matches(fault -> fault.getExceptionCode().name().equals("EXCEEDED_ID_LIMIT"));
    }

    @Test
    void remembersAMergeAfterARestart(@TempDir Path folder) throws ConnectionException {
        var settings = OrgsimSettings.defaults().withClock(clock).keptIn(folder);
        String master;
        String loser;
        String contact;
        try (var first = new TestOrg(settings)) {
            var before = new Records(first.soap(first.token()));
            master = before.create("Account", "Name", "Master");
            loser = before.create("Account", "Name", "Loser");
            contact = before.create("Contact", "LastName", "Doe", "AccountId", loser);
            before.soap().merge(new MergeRequest[] {request(master("Account", master), loser)});
        }

        try (var second = new TestOrg(settings)) {
            var after = new Records(second.soap(second.token()));
            assertThat(after.field(loser, "Account", "MasterRecordId")).isEqualTo(master);
            assertThat(after.field(contact, "Contact", "AccountId")).isEqualTo(master);
            assertThat(after.live("Account", loser)).isZero();
        }
    }

    private MergeResult merge(SObject master, String... losers) throws ConnectionException {
        return soap.merge(new MergeRequest[] {request(master, losers)})[0];
    }

    private static MergeRequest request(SObject master, String... losers) {
        var request = new MergeRequest();
        request.setMasterRecord(master);
        request.setRecordToMergeIds(losers);
        return request;
    }

    private static SObject master(String object, String id, String... namesAndValues) {
        SObject master = Records.record(object, namesAndValues);
        master.setId(id);
        return master;
    }

    private static String code(MergeResult result) {
        return result.isSuccess() ? "" : result.getErrors()[0].getStatusCode().name();
    }

    private HttpResponse<String> silentChanges(String method, String body) {
        return org.send(org.request("/orgsim/silent-changes")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }
}
