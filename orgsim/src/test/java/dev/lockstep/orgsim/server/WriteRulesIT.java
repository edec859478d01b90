package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sforce.soap.partner.Error;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.UpsertResult;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What an org lets nobody write, as Salesforce's own client learns it.
class WriteRulesIT {
    private static final String KEY = "External_Id__c";

    @AutoClose
    private final TestOrg org = TestOrg.start();

    private final PartnerConnection soap = org.soap(org.token());
    private final Records records = new Records(soap);

    @Test
    void refusesFieldsThatMayNotBeWrittenAndNamesThemAll() throws ConnectionException {
        SObject lead = Records.record("Lead", "LastName", "L", "Company", "C", "EmailBouncedReason", "at creation");
        assertThat(refused(create(lead)[0]).getFields()).containsExactly("EmailBouncedReason");

        SObject delivery = Records.record("Delivery__c", "Name", "D", "Total__c", "1", "Number__c", "D-1");
        Error error = refused(create(delivery)[0]);
        assertThat(error.getStatusCode().name()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(error.getFields()).containsExactly("Total__c", "Number__c");
        assertThat(error.getMessage()).startsWith("Unable to create/update fields: Total__c, Number__c.");

        String id = records.create("Lead", "LastName", "L", "Company", "C");
        assertThat(update("Lead", id, "EmailBouncedReason", "later").isSuccess())
                .isTrue();
        assertThat(refused(update("Lead", id, "IsConverted", "true")).getFields())
                .containsExactly("IsConverted");
    }

    @Test
    void leavesADetailWithItsMaster() throws ConnectionException {
        String first = records.create("Route__c", "Name", "First");
        String second = records.create("Route__c", "Name", "Second");
        String stop = records.create("Stop__c", "Name", "S", "Route__c", first);

        Error error = refused(update("Stop__c", stop, "Route__c", second));

        assertThat(error.getStatusCode().name()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(error.getFields()).containsExactly("Route__c");
        assertThat(refused(create(Records.record("Stop__c", "Name", "Alone"))[0])
                        .getStatusCode()
                        .name())
                .isEqualTo("REQUIRED_FIELD_MISSING");
    }

    @Test
    void takesOneWayToNameAParent() throws ConnectionException {
        String account = records.create("Account", "Name", "A", KEY, "parent");
        SObject contact = Records.record("Contact", "LastName", "Both", "AccountId", account);
        contact.setSObjectField("Account", parent("Account", KEY, "parent"));

        Error error = refused(create(contact)[0]);

        assertThat(error.getStatusCode().name()).isEqualTo("INVALID_FIELD");
        assertThat(error.getMessage())
                .isEqualTo("Cannot specify both an external ID reference Account and a salesforce id, AccountId");
    }

    @Test
    void findsParentsByTheirKeysTrimmedAndWithoutRegardToCase() throws ConnectionException {
        String account = records.create("Account", "Name", "A", KEY, "Parent-1");
        SObject found = Records.record("Contact", "LastName", "Found");
        found.setSObjectField("Account", parent("Account", KEY, " pArEnT-1 "));
        SObject lost = Records.record("Contact", "LastName", "Lost");
        lost.setSObjectField("Account", parent("Account", KEY, "nobody"));

        SaveResult[] results = create(found, lost);

        assertThat(records.field(results[0].getId(), "Contact", "AccountId")).isEqualTo(account);
        assertThat(refused(results[1]).getMessage())
                .isEqualTo("Foreign key external ID: nobody not found for field External_Id__c in entity Account");
    }

    @Test
    void namesTheTypeOfAParentThatMayBeOfSeveral() throws ConnectionException {
        String user = org.server().org().adminUser().username();
        SObject owned = Records.record("Case", "Subject", "Owned");
        owned.setSObjectField("Owner", parent("User", "Username", user));
        SObject other = Records.record("Case", "Subject", "Other");
        other.setSObjectField("Owner", parent("Account", KEY, "x"));

        SaveResult[] results = create(owned, other);

        assertThat(records.field(results[0].getId(), "Case", "OwnerId"))
                .isEqualTo(org.server().org().adminUser().id());
        assertThat(refused(results[1]).getStatusCode().name()).isEqualTo("INVALID_FIELD");
    }

    @Test
    void relatesRecordsOfOneCallOnlyAcrossTypesAndInOrder() throws ConnectionException {
        SObject account = Records.record("Account", "Name", "Parent", KEY, "same call");
        SObject below = Records.record("Account", "Name", "Below");
        below.setSObjectField("Parent", parent("Account", KEY, "same call"));
        SObject contact = Records.record("Contact", "LastName", "Of another type");
        contact.setSObjectField("Account", parent("Account", KEY, "same call"));

        SaveResult[] tooEarly = create(contact, account);
        SaveResult[] results = create(Records.record("Account", "Name", "X", KEY, "other"), below, contact);

        assertThat(tooEarly).extracting(SaveResult::isSuccess).containsExactly(false, true);
        assertThat(results).extracting(SaveResult::isSuccess).containsExactly(true, true, true);
        SObject ofTheSame = Records.record("Account", "Name", "Same type");
        ofTheSame.setSObjectField("Parent", parent("Account", KEY, "new"));
        assertThat(create(Records.record("Account", "Name", "New", KEY, "new"), ofTheSame))
                .extracting(SaveResult::isSuccess)
                .containsExactly(true, false);
    }

    @Test
    void takesTenChunksOfTypesAndNoMore() throws ConnectionException {
        assertThat(soap.create(alternating(10))).allMatch(SaveResult::isSuccess);
        assertThatExceptionOfType(UnexpectedErrorFault.class)
                .isThrownBy(() -> soap.create(alternating(11)))
                .matches(fault -> fault.getExceptionMessage()
                        .startsWith("Cannot have more than 10 chunks in a single operation."));
    }

    @Test
    void takesOneRecordTwelveTimesMoreAndNoOftener() throws ConnectionException {
        String id = records.create("Account", "Name", "Often");
        SObject[] changes = IntStream.range(0, 14)
                .mapToObj(number -> change("Account", id, "Phone", "" + number))
                .toArray(SObject[]::new);

        SaveResult[] results = soap.update(changes);

        assertThat(Arrays.stream(results).filter(SaveResult::isSuccess)).hasSize(13);
        assertThat(refused(results[13]).getStatusCode().name()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(records.field(id, "Account", "Phone")).isEqualTo("12");
    }

    @Test
    void upsertsByKeysTrimmedAndWithoutRegardToCase() throws ConnectionException {
        String id = records.create("Account", "Name", "A", KEY, "Key-1");

        UpsertResult[] results = soap.upsert(KEY, new SObject[] {
            Records.record("Account", "Name", "Renamed", KEY, " kEY-1 "),
            Records.record("Account", "Name", "First of two", KEY, "two"),
            Records.record("Account", "Name", "Second of two", KEY, "TWO ")
        });

        assertThat(results[0].getId()).isEqualTo(id);
        assertThat(results[0].isCreated()).isFalse();
        assertThat(results[1].getErrors()[0].getStatusCode().name()).isEqualTo("DUPLICATE_VALUE");
        assertThat(results[2].getErrors()[0].getStatusCode().name()).isEqualTo("DUPLICATE_VALUE");
    }

    @Test
    void tellsTheCandidatesWhereAKeyNamesSeveralRecords() throws ConnectionException {
        String first = records.create("Contact", "LastName", "First", "Email", "same@example.com");
        String second = records.create("Contact", "LastName", "Second", "Email", "same@example.com");

        UpsertResult result = soap.upsert(
                        "Email",
                        new SObject[] {Records.record("Contact", "LastName", "Third", "Email", "Same@example.com")})[0];

        assertThat(result.getErrors()[0].getStatusCode().name()).isEqualTo("DUPLICATE_EXTERNAL_ID");
        assertThat(result.getErrors()[0].getMessage())
                .isEqualTo("Email: more than one record found for external id field: [%s, %s]"
                        .formatted(first.substring(0, 15), second.substring(0, 15)));
    }

    @Test
    void cutsTextThatIsTooLongWhereTheHeaderAllowsIt() throws ConnectionException {
        SObject account = Records.record("Account", "Name", "n".repeat(254) + "👍", "Website", "w".repeat(256));
        assertThat(create(account)[0].getErrors())
                .extracting(error -> error.getStatusCode().name())
                .containsOnly("STRING_TOO_LONG");

        soap.setAllowFieldTruncationHeader(true);
        assertThat(refused(create(account)[0]).getFields())
                .as("no text that is cut")
                .containsExactly("Website");
        String id = records.create("Account", "Name", "n".repeat(254) + "👍", "Phone", " " + "1".repeat(50) + " ");

        assertThat(records.field(id, "Account", "Name")).isEqualTo("n".repeat(254));
        assertThat(records.field(id, "Account", "Phone")).isEqualTo("1".repeat(40));
        assertThat(update("Account", id, "Name", "m".repeat(300)).isSuccess()).isTrue();
        assertThat(records.field(id, "Account", "Name")).hasSize(255);
    }

    @Test
    void changesNoConvertedLead() throws ConnectionException {
        String lead = records.create("Lead", "LastName", "L", "Company", "C", "IsConverted", "true");

        Error error = refused(update("Lead", lead, "Phone", "1"));

        assertThat(error.getStatusCode().name()).isEqualTo("CANNOT_UPDATE_CONVERTED_LEAD");
        assertThat(error.getMessage()).isEqualTo("cannot reference converted lead");
        assertThat(RestClient.of(org, 65)
                        .patch("/sobjects/Lead/" + lead, "{\"Phone\":\"1\"}")
                        .body())
                .isEqualTo("[{\"message\":\"cannot reference converted lead\","
                        + "\"errorCode\":\"CANNOT_UPDATE_CONVERTED_LEAD\",\"fields\":[]}]");
    }

    private SaveResult[] create(SObject... all) throws ConnectionException {
        return soap.create(all);
    }

    private SaveResult update(String object, String id, String... namesAndValues) throws ConnectionException {
        return soap.update(new SObject[] {change(object, id, namesAndValues)})[0];
    }

    private static SObject change(String object, String id, String... namesAndValues) {
        SObject record = Records.record(object, namesAndValues);
        record.setId(id);
        return record;
    }

    private static SObject parent(String object, String key, String value) {
        return Records.record(object, key, value);
    }

    private static SObject[] alternating(int chunks) {
        return Stream.iterate(0, number -> number + 1)
                .limit(chunks)
                .map(number -> number % 2 == 0
                        ? Records.record("Account", "Name", "A")
                        : Records.record("Contact", "LastName", "C"))
                .toArray(SObject[]::new);
    }

    private static Error refused(SaveResult result) {
        List<Error> errors = List.of(result.getErrors());
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }
}
