package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.DescribeGlobalSObjectResult;
import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.GetDeletedResult;
import com.sforce.soap.partner.GetUpdatedResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.UpsertResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each call as an unmodified client makes it.
class SoapCallsIT {
    private static final String KEY = "External_Id__c";

    private static TestOrg org;

    private PartnerConnection soap;

    @BeforeAll
    static void start() {
        org = new TestOrg(OrgsimSettings.defaults().withGeneratedRows(1_200));
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @BeforeEach
    void connect() {
        soap = org.soap();
    }

    @Test
    void createsReadsUpdatesAndDeletes() throws ConnectionException {
        SObject account = account("Calls & <co>");
        account.setSObjectField("Phone", "1");
        String id = saved(soap.create(new SObject[] {account}));

        SObject read =
                one("SELECT Id, Name, Phone, CreatedById, CreatedDate, IsDeleted FROM Account WHERE Id = '%s'", id);
        assertThat(read.getId()).isEqualTo(id);
        assertThat(read.getField("Name")).isEqualTo("Calls & <co>");
        assertThat(read.getField("CreatedById"))
                .isEqualTo(org.server().org().integrationUser().id());
        assertThat(read.getField("IsDeleted")).isEqualTo("false");
        assertThat(String.valueOf(read.getField("CreatedDate")))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z");

        SObject change = new SObject("Account");
        change.setId(id);
        change.setSObjectField("Name", "Renamed");
        change.setFieldsToNull(new String[] {"Phone"});
        assertThat(soap.update(new SObject[] {change})[0].isSuccess()).isTrue();
        SObject changed = one("SELECT Id, Name, Phone FROM Account WHERE Id = '%s'", id);
        assertThat(changed.getField("Name")).isEqualTo("Renamed");
        assertThat(changed.getField("Phone")).isNull();

        DeleteResult[] deleted = soap.delete(new String[] {id});
        assertThat(deleted[0].isSuccess()).isTrue();
        assertThat(soap.query("SELECT Id FROM Account WHERE Id = '" + id + "'").getSize())
                .isZero();
        assertThat(soap.queryAll("SELECT Id FROM Account WHERE Id = '" + id + "' AND IsDeleted = TRUE")
                        .getSize())
                .isEqualTo(1);
    }

    @Test
    void upsertsByAnExternalIdAndNamesAParentByOne() throws ConnectionException {
        SObject account = account("Parent by key");
        account.setSObjectField(KEY, "calls-parent");
        UpsertResult[] first = soap.upsert(KEY, new SObject[] {account});
        UpsertResult[] second = soap.upsert(KEY, new SObject[] {account});
        assertThat(first[0].isCreated()).isTrue();
        assertThat(second[0].isCreated()).isFalse();
        assertThat(second[0].getId()).isEqualTo(first[0].getId());

        SObject parent = new SObject("Account");
        parent.setSObjectField(KEY, "calls-parent");
        SObject contact = new SObject("Contact");
        contact.setSObjectField("LastName", "Child");
        contact.setSObjectField("Account", parent);
        String id = saved(soap.create(new SObject[] {contact}));

        SObject read = one("SELECT Id, AccountId, Account.Name, Account.Owner.Id FROM Contact WHERE Id = '%s'", id);
        assertThat(read.getField("AccountId")).isEqualTo(first[0].getId());
        assertThat(read.getChild("Account").getField("Name")).isEqualTo("Parent by key");
        assertThat(read.getChild("Account").getChild("Owner").getField("Id"))
                .isEqualTo(org.server().org().integrationUser().id());
    }

    @Test
    void tellsWhichRecordsOfACallWereRefusedAndWhy() throws ConnectionException {
        SObject nameless = new SObject("Account");
        SaveResult[] results = soap.create(new SObject[] {account("Good"), nameless, account("Good too")});

        assertThat(results).extracting(SaveResult::isSuccess).containsExactly(true, false, true);
        assertThat(results[1].getId()).isNull();
        assertThat(results[1].getErrors()[0].getStatusCode().name()).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(results[1].getErrors()[0].getMessage()).isEqualTo("Required fields are missing: [Name]");
        assertThat(results[1].getErrors()[0].getFields()).containsExactly("Name");
    }

    @Test
    void savesAllOrNoneWhereTheHeaderSaysSo() throws ConnectionException {
        soap.setAllOrNoneHeader(true);

        SaveResult[] results = soap.create(new SObject[] {account("All or none"), new SObject("Account")});

        assertThat(results).extracting(SaveResult::isSuccess).containsExactly(false, false);
        assertThat(soap.query("SELECT Id FROM Account WHERE Name = 'All or none'")
                        .getSize())
                .isZero();
    }

    @Test
    void takesTheHeadersThatItHasNoUseFor() throws ConnectionException {
        soap.setCallOptions("lockstep", null);
        soap.setAssignmentRuleHeader(null, false);
        soap.setAllowFieldTruncationHeader(true);
        soap.setMruHeader(false);

        assertThat(soap.create(new SObject[] {account("With headers")})[0].isSuccess())
                .isTrue();
        assertThat(soap.getLimitInfoHeader().getLimitInfo()[0].getType()).isEqualTo("API REQUESTS");
    }

    @Test
    void readsAQueryPageByPage() throws ConnectionException {
        soap.setQueryOptions(250);
        List<String> ids = new ArrayList<>();
        QueryResult page = soap.query("SELECT Id FROM Reading__c");
        assertThat(page.getSize()).isEqualTo(1_200);
        ids.addAll(ids(page));
        assertThat(ids).hasSize(250);
        while (!page.isDone()) {
            page = soap.queryMore(page.getQueryLocator());
            ids.addAll(ids(page));
        }

        assertThat(ids).hasSize(1_200).doesNotHaveDuplicates();
        assertThat(page.getQueryLocator()).isNull();
        assertThat(org.server().requests().matching(RequestPattern.of(Api.SOAP, "queryMore", "Reading__c")))
                .isEqualTo(4);
    }

    @Test
    void readsFiveHundredRowsWithoutAWish() throws ConnectionException {
        assertThat(soap.query("SELECT Id FROM Reading__c").getRecords()).hasSize(500);
    }

    @Test
    void countsAndAggregates() throws ConnectionException {
        QueryResult count = soap.query("SELECT COUNT() FROM Reading__c");
        assertThat(count.getSize()).isEqualTo(1_200);
        assertThat(count.isDone()).isTrue();
        assertThat(count.getRecords()).isEmpty();

        SObject aggregate = soap.query("SELECT COUNT(Id) total FROM Account").getRecords()[0];
        assertThat(aggregate.getType()).isEqualTo("AggregateResult");
        assertThat(aggregate.getField("total")).isInstanceOf(Integer.class);
    }

    @Test
    void retrievesRecordsInTheOrderOfTheirIds() throws ConnectionException {
        String first = saved(soap.create(new SObject[] {account("Retrieved 1")}));
        String second = saved(soap.create(new SObject[] {account("Retrieved 2")}));

        SObject[] records = soap.retrieve(
                "Id, Name", "Account", new String[] {second, "001000000000000AAA", first.substring(0, 15)});

        assertThat(records[0].getField("Name")).isEqualTo("Retrieved 2");
        assertThat(records[1]).isNull();
        assertThat(records[2].getField("Name")).isEqualTo("Retrieved 1");
    }

    @Test
    void listsWhatWasChangedAndDeleted() throws ConnectionException {
        String changed = saved(soap.create(new SObject[] {account("Listed")}));
        String deleted = saved(soap.create(new SObject[] {account("Listed as deleted")}));
        soap.delete(new String[] {deleted});
        Calendar start = calendar(Instant.now().minus(Duration.ofMinutes(30)));
        Calendar end = calendar(Instant.now().plus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.MINUTES));

        GetUpdatedResult updated = soap.getUpdated("Account", start, end);
        GetDeletedResult gone = soap.getDeleted("Account", start, end);

        assertThat(updated.getIds()).contains(changed).doesNotContain(deleted);
        assertThat(updated.getLatestDateCovered()).isNotNull();
        assertThat(Arrays.stream(gone.getDeletedRecords()).map(record -> record.getId()))
                .contains(deleted);
        assertThat(gone.getEarliestDateAvailable()).isLessThan(gone.getLatestDateCovered());
    }

    private static Calendar calendar(Instant instant) {
        var calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(instant.toEpochMilli());
        return calendar;
    }

    @Test
    void describesItsObjects() throws ConnectionException {
        assertThat(soap.describeGlobal().getSobjects())
                .extracting(DescribeGlobalSObjectResult::getName)
                .contains("Account", "Contact", "User", "Reading__c");
        DescribeSObjectResult account = soap.describeSObject("account");
        assertThat(account.getKeyPrefix()).isEqualTo("001");
        assertThat(account.getFields()).extracting(Field::getName).contains("Id", "Name", "SystemModstamp", KEY);
        assertThat(account.getChildRelationships()).isNotEmpty();
        assertThat(soap.describeSObjects(new String[] {"Account", "Contact"})).hasSize(2);
    }

    @Test
    void tellsWhoCallsAndWhatTimeItIs() throws ConnectionException {
        assertThat(soap.getUserInfo().getUserId())
                .isEqualTo(org.server().org().integrationUser().id());
        assertThat(soap.getUserInfo().getOrganizationId())
                .isEqualTo(org.server().org().organizationId());
        assertThat(soap.getServerTimestamp().getTimestamp().toInstant())
                .isCloseTo(Instant.now(), new org.assertj.core.data.TemporalUnitWithinOffset(30, ChronoUnit.SECONDS));
    }

    @Test
    void savesInTheNameOfTheClientsUser() throws ConnectionException {
        PartnerConnection person = org.soap(org.token(OrgsimSettings.PERSON));

        String id = saved(person.create(new SObject[] {account("By a person")}));

        assertThat(one("SELECT CreatedById FROM Account WHERE Id = '%s'", id).getField("CreatedById"))
                .isEqualTo(org.server().org().adminUser().id());
    }

    private SObject one(String soql, String id) throws ConnectionException {
        SObject[] records = soap.query(soql.formatted(id)).getRecords();
        assertThat(records).hasSize(1);
        return records[0];
    }

    private static String saved(SaveResult[] results) {
        assertThat(results)
                .singleElement()
                .satisfies(result -> assertThat(result.isSuccess())
                        .as(() -> Arrays.toString(result.getErrors()))
                        .isTrue());
        return results[0].getId();
    }

    private static List<String> ids(QueryResult page) {
        return Arrays.stream(page.getRecords()).map(SObject::getId).toList();
    }

    private static SObject account(String name) {
        var account = new SObject("Account");
        account.setSObjectField("Name", name);
        return account;
    }
}
