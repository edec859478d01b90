package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.EmptyRecycleBinResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.UndeleteResult;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import dev.lockstep.orgsim.org.SilentChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records that go to the recycle bin, come back from it, and leave it for good.
class RecycleBinIT {
    private static final String NOBODY = "001000000000000AAA";

    private final Clock clock = new Clock("2026-02-03T04:05:06Z");

    @AutoClose
    private final TestOrg org = new TestOrg(OrgsimSettings.defaults().withClock(clock));

    private PartnerConnection soap = org.soap(org.token());

    @Test
    void bringsARecordBackWithWhatWentAlong() throws ConnectionException {
        String account = create("Account", "Name", "Back");
        String contact = create("Contact", "LastName", "Along", "AccountId", account);
        String alone = create("Contact", "LastName", "Before", "AccountId", account);
        delete(alone);
        delete(account);
        clock.pass(Duration.ofMinutes(5));

        UndeleteResult result = soap.undelete(new String[] {account})[0];

        assertThat(result.isSuccess()).isTrue();
        assertThat(result.getId()).isEqualTo(account);
        assertThat(live("Account", account)).isOne();
        assertThat(field(contact, "Contact", "AccountId")).isEqualTo(account);
        assertThat(live("Contact", alone)).as("deleted by itself").isZero();
        assertThat(soap.undelete(new String[] {alone})[0].isSuccess()).isTrue();
        assertThat(field(alone, "Contact", "AccountId")).isEqualTo(account);
    }

    @Test
    void movesTheStampsOfWhatComesBackAndTellsItToReplication() throws ConnectionException {
        String account = create("Account", "Name", "Back");
        delete(account);
        clock.pass(Duration.ofMinutes(5));
        soap.undelete(new String[] {account});

        assertThat(field(account, "Account", "SystemModstamp"))
                .isEqualTo(field(account, "Account", "LastModifiedDate"))
                .isEqualTo("2026-02-03T04:10:06.000Z");
        clock.pass(Duration.ofMinutes(5));
        assertThat(Arrays.asList(
                        soap.getUpdated("Account", minutes(-10), minutes(0)).getIds()))
                .contains(account);
        assertThat(deletions("Account")).doesNotContain(account);
    }

    @Test
    void restoresLookupsThatNobodyHasReplaced() throws ConnectionException {
        String parent = create("Account", "Name", "Parent");
        String other = create("Account", "Name", "Other");
        String kept = create("Delivery__c", "Name", "Kept", "Account__c", parent);
        String replaced = create("Delivery__c", "Name", "Replaced", "Account__c", parent);
        String child = create("Account", "Name", "Child", "ParentId", parent);
        String stamp = field(kept, "Delivery__c", "SystemModstamp");
        delete(parent);
        assertThat(field(kept, "Delivery__c", "Account__c")).isEqualTo("null");
        update("Delivery__c", replaced, "Account__c", other);
        clock.pass(Duration.ofMinutes(5));

        soap.undelete(new String[] {parent});

        assertThat(field(kept, "Delivery__c", "Account__c")).isEqualTo(parent);
        assertThat(field(child, "Account", "ParentId")).isEqualTo(parent);
        assertThat(field(replaced, "Delivery__c", "Account__c")).isEqualTo(other);
        assertThat(field(kept, "Delivery__c", "SystemModstamp")).isEqualTo(stamp);
    }

    @Test
    void movesTheStampOfSilentChangesWhereThatIsChosen() throws ConnectionException {
        org.server().org().silentChanges().move(Set.of(SilentChange.CLEARED_LOOKUP, SilentChange.RESTORED_LOOKUP));
        String parent = create("Account", "Name", "Parent");
        String delivery = create("Delivery__c", "Name", "Child", "Account__c", parent);
        clock.pass(Duration.ofMinutes(1));
        delete(parent);
        assertThat(field(delivery, "Delivery__c", "SystemModstamp")).isEqualTo("2026-02-03T04:06:06.000Z");
        clock.pass(Duration.ofMinutes(1));

        soap.undelete(new String[] {parent});

        assertThat(field(delivery, "Delivery__c", "SystemModstamp")).isEqualTo("2026-02-03T04:07:06.000Z");
        assertThat(field(delivery, "Delivery__c", "LastModifiedDate")).isEqualTo("2026-02-03T04:05:06.000Z");
    }

    @Test
    void refusesToBringBackWhatIsNotInTheBinByItself() throws ConnectionException {
        String account = create("Account", "Name", "Gone");
        String contact = create("Contact", "LastName", "Along", "AccountId", account);
        String live = create("Account", "Name", "Live");
        delete(account);

        UndeleteResult[] results = soap.undelete(new String[] {contact, live, NOBODY, "nonsense", account, account});

        assertThat(results)
                .extracting(RecycleBinIT::code)
                .containsExactly(
                        "UNDELETE_FAILED",
                        "UNDELETE_FAILED",
                        "INVALID_CROSS_REFERENCE_KEY",
                        "MALFORMED_ID",
                        "",
                        "UNDELETE_FAILED");
        assertThat(results[0].getErrors()[0].getMessage()).isEqualTo("Entity is not in the recycle bin");
        assertThat(live("Contact", contact)).isOne();
    }

    @Test
    void bringsBackAllOrNoneWhereTheHeaderSaysSo() throws ConnectionException {
        String account = create("Account", "Name", "Gone");
        delete(account);
        soap.setAllOrNoneHeader(true);

        UndeleteResult[] results = soap.undelete(new String[] {account, NOBODY});

        assertThat(results)
                .extracting(RecycleBinIT::code)
                .containsExactly("ALL_OR_NONE_OPERATION_ROLLED_BACK", "INVALID_CROSS_REFERENCE_KEY");
        assertThat(live("Account", account)).isZero();
    }

    @Test
    void refusesADetailWithoutItsMaster() throws ConnectionException {
        String route = create("Route__c", "Name", "R");
        String along = create("Stop__c", "Name", "Along", "Route__c", route);
        String before = create("Stop__c", "Name", "Before", "Route__c", route);
        delete(before);
        delete(route);

        assertThat(code(soap.undelete(new String[] {along})[0])).isEqualTo("UNDELETE_FAILED");
        assertThat(code(soap.undelete(new String[] {before})[0])).isEqualTo("UNDELETE_FAILED");
        assertThat(all("Stop__c", before)).as("still there for queryAll").isOne();

        assertThat(code(soap.undelete(new String[] {route})[0])).isEmpty();
        assertThat(live("Stop__c", along)).isOne();
        assertThat(live("Stop__c", before)).isZero();
        assertThat(code(soap.undelete(new String[] {before})[0]))
                .as("lost for good")
                .isEqualTo("UNDELETE_FAILED");
    }

    @Test
    void refusesARecordWhoseUniqueValueIsTaken() throws ConnectionException {
        String first = create("Account", "Name", "First", "External_Id__c", "taken");
        delete(first);
        String second = create("Account", "Name", "Second", "External_Id__c", "TAKEN");

        assertThat(code(soap.undelete(new String[] {first})[0])).isEqualTo("DUPLICATE_VALUE");

        delete(second);
        assertThat(code(soap.undelete(new String[] {first})[0])).isEmpty();
    }

    @Test
    void emptiesTheBinAndKeepsTheRecordsForQueryAllForADay() throws ConnectionException {
        String account = create("Account", "Name", "Emptied");
        String contact = create("Contact", "LastName", "Along", "AccountId", account);
        String live = create("Account", "Name", "Live");
        delete(account);

        EmptyRecycleBinResult[] results =
                soap.emptyRecycleBin(new String[] {contact, live, NOBODY, "nonsense", account});

        assertThat(results)
                .extracting(RecycleBinIT::code)
                .containsExactly(
                        "ENTITY_IS_DELETED", "INVALID_ID_FIELD", "INVALID_CROSS_REFERENCE_KEY", "MALFORMED_ID", "");
        assertThat(results[4].getId()).isEqualTo(account);
        assertThat(code(soap.undelete(new String[] {account})[0])).isEqualTo("UNDELETE_FAILED");
        assertThat(all("Account", account)).isOne();
        assertThat(all("Contact", contact)).isOne();

        passAndSignIn(Duration.ofHours(24));
        assertThat(all("Account", account)).isZero();
        assertThat(all("Contact", contact)).isZero();
        assertThat(code(soap.undelete(new String[] {account})[0])).isEqualTo("UNDELETE_FAILED");
        assertThat(deletions("Account")).contains(account);
        assertThat(deletions("Contact")).contains(contact);
    }

    @Test
    void keepsRecordsInTheBinForFifteenDays() throws ConnectionException {
        String first = create("Account", "Name", "First");
        String second = create("Account", "Name", "Second");
        delete(first);
        passAndSignIn(Duration.ofDays(1));
        delete(second);
        passAndSignIn(Duration.ofDays(14).minusSeconds(1));
        assertThat(all("Account", first)).isOne();

        clock.pass(Duration.ofSeconds(1));

        assertThat(all("Account", first)).isZero();
        assertThat(code(soap.undelete(new String[] {first})[0])).isEqualTo("UNDELETE_FAILED");
        assertThat(code(soap.undelete(new String[] {second})[0])).isEmpty();
    }

    @Test
    void deletesForGoodWhereAnObjectHasNoBin() throws ConnectionException {
        String deal = create("Opportunity", "Name", "Deal", "StageName", "Prospecting", "CloseDate", "2026-05-31");
        String contact = create("Contact", "LastName", "Doe");
        String role = create("OpportunityContactRole", "OpportunityId", deal, "ContactId", contact);

        delete(role);

        assertThat(all("OpportunityContactRole", role)).isZero();
        assertThat(code(soap.undelete(new String[] {role})[0])).isEqualTo("INVALID_TYPE_FOR_OPERATION");
        assertThat(deletions("OpportunityContactRole")).contains(role);
    }

    @Test
    void bringsWhatHasNoBinBackWithItsParent() throws ConnectionException {
        String deal = create("Opportunity", "Name", "Deal", "StageName", "Prospecting", "CloseDate", "2026-05-31");
        String contact = create("Contact", "LastName", "Doe");
        String role = create("OpportunityContactRole", "OpportunityId", deal, "ContactId", contact);
        delete(deal);
        assertThat(all("OpportunityContactRole", role)).isOne();

        soap.undelete(new String[] {deal});

        assertThat(live("OpportunityContactRole", role)).isOne();
    }

    @Test
    void refusesCallsOfMoreThanTwoHundredRecords() {
        String[] many = new String[201];
        Arrays.fill(many, NOBODY);

        assertThatExceptionOfType(UnexpectedErrorFault.class)
                .isThrownBy(() -> soap.undelete(many))
                .matches(fault -> fault.getExceptionCode().name().equals("EXCEEDED_ID_LIMIT"));
        assertThatExceptionOfType(UnexpectedErrorFault.class)
                .isThrownBy(() -> soap.emptyRecycleBin(many))
                .matches(fault -> fault.getExceptionCode().name().equals("EXCEEDED_ID_LIMIT"));
    }

    @Test
    void isTheSameBinAfterARestart(@TempDir Path folder) throws ConnectionException {
        String deleted;
        String emptied;
        String delivery;
        var settings = OrgsimSettings.defaults().withClock(clock).keptIn(folder);
        try (var first = new TestOrg(settings)) {
            var before = new Records(first.soap(first.token()));
            deleted = before.create("Account", "Name", "Deleted", "External_Id__c", "again");
            emptied = before.create("Account", "Name", "Emptied");
            delivery = before.create("Delivery__c", "Name", "D", "Account__c", deleted);
            before.soap().delete(new String[] {deleted, emptied});
            before.soap().emptyRecycleBin(new String[] {emptied});
        }

        try (var second = new TestOrg(settings)) {
            var after = new Records(second.soap(second.token()));
            assertThat(code(after.soap().undelete(new String[] {emptied})[0])).isEqualTo("UNDELETE_FAILED");
            assertThat(code(after.soap().undelete(new String[] {deleted})[0])).isEmpty();
            assertThat(after.field(delivery, "Delivery__c", "Account__c")).isEqualTo(deleted);
            after.soap().delete(new String[] {deleted});
        }
        clock.pass(Duration.ofDays(16));

        for (int start = 0; start < 2; start++) {
            try (var third = new TestOrg(settings)) {
                var after = new Records(third.soap(third.token()));
                assertThat(after.all("Account", deleted)).isZero();
                assertThat(after.all("Account", emptied)).isZero();
            }
        }
    }

    /// Sessions don't live as long as the bin's records do.
    private void passAndSignIn(Duration time) {
        clock.pass(time);
        soap = org.soap(org.token());
    }

    private static String code(UndeleteResult result) {
        return result.isSuccess() ? "" : result.getErrors()[0].getStatusCode().name();
    }

    private static String code(EmptyRecycleBinResult result) {
        return result.isSuccess() ? "" : result.getErrors()[0].getStatusCode().name();
    }

    private Records records() {
        return new Records(soap);
    }

    private String create(String object, String... namesAndValues) throws ConnectionException {
        return records().create(object, namesAndValues);
    }

    private void update(String object, String id, String... namesAndValues) throws ConnectionException {
        SObject record = Records.record(object, namesAndValues);
        record.setId(id);
        assertThat(soap.update(new SObject[] {record})[0].isSuccess()).isTrue();
    }

    private void delete(String id) throws ConnectionException {
        DeleteResult result = soap.delete(new String[] {id})[0];
        assertThat(result.isSuccess()).as(Arrays.toString(result.getErrors())).isTrue();
    }

    private String field(String id, String object, String field) throws ConnectionException {
        return records().field(id, object, field);
    }

    private int live(String object, String id) throws ConnectionException {
        return records().live(object, id);
    }

    private int all(String object, String id) throws ConnectionException {
        return records().all(object, id);
    }

    private List<String> deletions(String object) throws ConnectionException {
        return Arrays.stream(soap.getDeleted(object, minutes(-60 * 24 * 14), minutes(1))
                        .getDeletedRecords())
                .map(record -> record.getId())
                .toList();
    }

    private Calendar minutes(long fromNow) {
        var calendar = Calendar.getInstance();
        calendar.setTimeInMillis(
                clock.instant().plus(Duration.ofMinutes(fromNow)).toEpochMilli());
        return calendar;
    }
}
