package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sforce.soap.partner.Error;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import dev.lockstep.orgsim.org.OrgFeature;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Accounts that are people, each with the contact that is the same person.
class PersonAccountsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BEGUN = "2026-02-03T04:05:06.000Z";
    private static final String LATER = "2026-02-03T04:10:06.000Z";
    private static final OrgsimSettings SETTINGS =
            OrgsimSettings.defaults().withFeatures(Set.of(OrgFeature.PERSON_ACCOUNTS));

    private final Clock clock = new Clock("2026-02-03T04:05:06Z");

    @AutoClose
    private final TestOrg org = new TestOrg(SETTINGS.withClock(clock));

    private final PartnerConnection soap = org.soap(org.token());
    private final Records records = new Records(soap);

    @Test
    void anAccountWithALastNameIsAPersonAndAContact() throws ConnectionException {
        String id = records.create(
                "Account",
                "FirstName",
                "Ada",
                "LastName",
                "Byron",
                "PersonEmail",
                "ada@example.com",
                "PersonMailingCity",
                "London",
                "Phone",
                "1",
                "External_Id__c",
                "of the account",
                "External_Id__pc",
                "of the contact",
                "Industry",
                "Education");

        assertThat(account(id, "Name")).isEqualTo("Ada Byron");
        assertThat(account(id, "IsPersonAccount")).isEqualTo("true");
        assertThat(account(id, "RecordTypeId")).isEqualTo(typeId("PersonAccount"));
        String contact = account(id, "PersonContactId");
        assertThat(contact(contact, "AccountId")).isEqualTo(id);
        assertThat(contact(contact, "IsPersonAccount")).isEqualTo("true");
        assertThat(contact(contact, "Name")).isEqualTo("Ada Byron");
        assertThat(contact(contact, "Email")).isEqualTo("ada@example.com");
        assertThat(contact(contact, "MailingCity")).isEqualTo("London");
        assertThat(contact(contact, "Phone")).isEqualTo("1");
        assertThat(contact(contact, "External_Id__c")).isEqualTo("of the contact");
        for (String field : new String[] {"OwnerId", "CreatedById", "CreatedDate", "SystemModstamp"}) {
            assertThat(contact(contact, field)).as(field).isEqualTo(account(id, field));
        }
        assertThat(org.query("SELECT PersonContact.Email FROM Account WHERE PersonContact.Name = 'Ada Byron'")
                        .body())
                .contains("ada@example.com");
    }

    @Test
    void aRecordTypeMakesAPersonOrABusiness() throws ConnectionException {
        String person = typeId("PersonAccount");
        String business = typeId("Business_Account");

        assertThat(account(records.create("Account", "RecordTypeId", person, "LastName", "Doe"), "IsPersonAccount"))
                .isEqualTo("true");
        String company = records.create("Account", "Name", "Company");
        assertThat(account(company, "RecordTypeId")).isEqualTo(business);
        assertThat(account(company, "IsPersonAccount")).isEqualTo("false");
        assertThat(account(company, "PersonContactId")).isEqualTo("null");
        assertThat(records.field(person, "RecordType", "IsPersonType")).isEqualTo("true");
        assertThat(records.field(business, "RecordType", "IsPersonType")).isEqualTo("false");
        assertThat(refused("RecordTypeId", person, "FirstName", "Ada")
                        .getStatusCode()
                        .name())
                .isEqualTo("REQUIRED_FIELD_MISSING");
    }

    private String typeId(String name) throws ConnectionException {
        return soap.query("SELECT Id FROM RecordType WHERE DeveloperName = '%s'".formatted(name))
                .getRecords()[0]
                .getId();
    }

    @Test
    void refusesFieldsOfTheOtherKind() throws ConnectionException {
        String company = records.create("Account", "Name", "Company");
        String person = records.create("Account", "LastName", "Doe");

        Error error = refused("LastName", "Doe", "Name", "Jane Doe");
        assertThat(error.getStatusCode().name()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(error.getMessage()).isEqualTo("Account: bad field names on insert/update call: Name");
        assertThat(error.getFields()).containsExactly("Name");
        assertThat(message(update("Account", person, "Name", "Jane Doe")))
                .isEqualTo("Account: bad field names on insert/update call: Name");
        assertThat(message(update("Account", person, "ParentId", company)))
                .isEqualTo("Account: bad field names on insert/update call: ParentId");
        assertThat(message(update("Account", company, "LastName", "Doe", "PersonEmail", "a@example.com")))
                .isEqualTo("Account: bad field names on insert/update call: LastName, PersonEmail");
        assertThat(refused("Name", "C", "External_Id__pc", "x").getMessage())
                .isEqualTo("Account: bad field names on insert/update call: External_Id__pc");
        assertThat(code(update("Account", company, "RecordTypeId", typeId("PersonAccount"))))
                .isEqualTo("INVALID_PERSON_ACCOUNT_OPERATION");
        assertThat(message(update("Account", person, "RecordTypeId", typeId("Business_Account"), "Phone", "1")))
                .isEqualTo("You can't combine a person account record type change with any other field update");
        assertThat(account(person, "Name")).isEqualTo("Doe");
    }

    @Test
    void aChangeOfOneHalfChangesTheOther() throws ConnectionException {
        String id = records.create("Account", "FirstName", "Ada", "LastName", "Byron");
        String contact = account(id, "PersonContactId");
        clock.pass(Duration.ofMinutes(5));

        assertThat(update("Account", id, "LastName", "Lovelace", "PersonTitle", "Countess")
                        .isSuccess())
                .isTrue();
        assertThat(contact(contact, "Name")).isEqualTo("Ada Lovelace");
        assertThat(contact(contact, "Title")).isEqualTo("Countess");
        assertThat(contact(contact, "SystemModstamp")).isEqualTo(LATER);
        assertThat(contact(contact, "CreatedDate")).isEqualTo(BEGUN);

        clock.pass(Duration.ofMinutes(5));
        assertThat(update("Contact", contact, "FirstName", "Augusta", "Email", "a@example.com")
                        .isSuccess())
                .isTrue();
        assertThat(account(id, "Name")).isEqualTo("Augusta Lovelace");
        assertThat(account(id, "PersonEmail")).isEqualTo("a@example.com");
        assertThat(account(id, "SystemModstamp")).isEqualTo("2026-02-03T04:15:06.000Z");
        assertThat(account(id, "LastModifiedDate")).isEqualTo(contact(contact, "LastModifiedDate"));
    }

    @Test
    void thePersonKeepsToItsAccountAlone() throws ConnectionException {
        String id = records.create("Account", "LastName", "Doe");
        String contact = account(id, "PersonContactId");
        String company = records.create("Account", "Name", "Company");

        assertThat(message(update("Contact", contact, "AccountId", company)))
                .isEqualTo("Account: bad field names on insert/update call: AccountId");
        assertThat(code(soap.create(new SObject[] {Records.record("Contact", "LastName", "X", "AccountId", id)})[0]))
                .isEqualTo("INVALID_PERSON_ACCOUNT_OPERATION");
        assertThat(refused("Name", "C", "ParentId", id).getStatusCode().name())
                .isEqualTo("INVALID_PERSON_ACCOUNT_OPERATION");
        assertThat(code(update("Contact", contact, "IsPersonAccount", "false")))
                .isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(soap.delete(new String[] {contact})[0]
                        .getErrors()[0]
                        .getStatusCode()
                        .name())
                .isEqualTo("INVALID_PERSON_ACCOUNT_OPERATION");
        assertThat(records.live("Contact", contact)).isOne();
    }

    @Test
    void aDuplicateOfEitherHalfLeavesNeither() throws ConnectionException {
        records.create("Contact", "LastName", "Other", "External_Id__c", "taken");

        assertThat(refused("LastName", "Doe", "External_Id__pc", "taken")
                        .getStatusCode()
                        .name())
                .isEqualTo("DUPLICATE_VALUE");
        assertThat(org.query("SELECT COUNT() FROM Account WHERE LastName = 'Doe' AND FirstName = null")
                        .body())
                .contains("\"totalSize\":0");
    }

    @Test
    void describesTheFieldsOfPersons() throws ConnectionException {
        JsonNode account = JSON.readTree(
                RestClient.of(org, 65).get("/sobjects/Account/describe").body());

        assertThat(account.get("fields"))
                .extracting(field -> field.get("name").stringValue())
                .containsSubsequence(
                        "Name",
                        "LastName",
                        "FirstName",
                        "Salutation",
                        "Type",
                        "RecordTypeId",
                        "ParentId",
                        "CreatedDate",
                        "PersonContactId",
                        "IsPersonAccount",
                        "PersonMailingStreet",
                        "PersonMailingAddress",
                        "PersonMobilePhone",
                        "PersonEmail",
                        "PersonTitle",
                        "PersonBirthdate",
                        "External_Id__c",
                        "External_Id__pc")
                .doesNotContain("PersonFirstName", "PersonAccountId");
        assertThat(soap.describeSObject("Account").getRecordTypeInfos())
                .extracting(type -> type.getDeveloperName())
                .containsExactly("Business_Account", "PersonAccount", "Master");
        assertThat(org.query("SELECT COUNT() FROM Account WHERE IsPersonAccount = true")
                        .body())
                .contains("\"totalSize\":20");
    }

    @Test
    void keepsPersonsOverARestartAndTheFolderToItsFeatures(@TempDir Path folder) throws ConnectionException {
        var settings = SETTINGS.keptIn(folder);
        String id;
        String contact;
        try (var first = new TestOrg(settings)) {
            var before = new Records(first.soap(first.token()));
            id = before.create("Account", "LastName", "Doe", "PersonEmail", "doe@example.com");
            contact = before.field(id, "Account", "PersonContactId");
        }
        try (var second = new TestOrg(settings)) {
            var after = new Records(second.soap(second.token()));
            assertThat(after.field(contact, "Contact", "Email")).isEqualTo("doe@example.com");
            assertThat(after.field(id, "Account", "PersonContactId")).isEqualTo(contact);
        }
        assertThatExceptionOfType(OrgsimNotStarted.class)
                .isThrownBy(() -> OrgsimServer.start(OrgsimSettings.defaults().keptIn(folder)))
                .withMessageContaining("was begun with the sample and the features PersonAccounts")
                .withMessageContaining("not with the sample");
    }

    private String account(String id, String field) throws ConnectionException {
        return records.field(id, "Account", field);
    }

    private String contact(String id, String field) throws ConnectionException {
        return records.field(id, "Contact", field);
    }

    private Error refused(String... namesAndValues) throws ConnectionException {
        SaveResult result = soap.create(new SObject[] {Records.record("Account", namesAndValues)})[0];
        assertThat(result.isSuccess()).isFalse();
        return result.getErrors()[0];
    }

    private SaveResult update(String object, String id, String... namesAndValues) throws ConnectionException {
        SObject record = Records.record(object, namesAndValues);
        record.setId(id);
        return soap.update(new SObject[] {record})[0];
    }

    private static String code(SaveResult result) {
        return result.isSuccess() ? "" : result.getErrors()[0].getStatusCode().name();
    }

    private static String message(SaveResult result) {
        return result.isSuccess() ? "" : result.getErrors()[0].getMessage();
    }
}
