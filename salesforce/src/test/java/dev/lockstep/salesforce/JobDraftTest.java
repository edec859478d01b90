package dev.lockstep.salesforce;

import static dev.lockstep.salesforce.OrgFixture.ACCOUNT;
import static dev.lockstep.salesforce.OrgFixture.ID;
import static dev.lockstep.salesforce.OrgFixture.NAME;
import static dev.lockstep.salesforce.OrgFixture.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobDraftTest {
    private static final FieldName KEY = new FieldName("External_Id__c");
    private static final FieldName PHONE = new FieldName("Phone");
    private static final ObjectName CONTACT = new ObjectName("Contact");

    private static OutgoingRecord keyed(String key) {
        return new OutgoingRecord(ACCOUNT, Optional.empty(), Map.of(KEY, key), Set.of(), Map.of());
    }

    private static OutgoingRecord existing(String id) {
        return new OutgoingRecord(ACCOUNT, Optional.of(RecordId.of(id)), Map.of(NAME, "Acme"), Set.of(), Map.of());
    }

    private static JobDraft draft(JobVerb verb, Optional<FieldName> key, OutgoingRecord... records) {
        return new JobDraft(verb, ACCOUNT, key, List.of(records));
    }

    private static void assertRefused(JobVerb verb, Optional<FieldName> key, String why, OutgoingRecord... records) {
        assertThatThrownBy(() -> draft(verb, key, records))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static String csv(JobDraft draft, String... polymorphic) {
        return new String(new JobTable(draft, Set.of(polymorphic)).csv(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#N/A", "#n/a", " #N/A ", "", " ", "\n"})
    void cantCarryWhatWouldMeanSomethingElse(String text) {
        assertThat(JobDraft.canCarry(account(text))).isFalse();
        assertRefused(JobVerb.INSERT, Optional.empty(), "can't go by a job", account(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#N/A!", "#N/", "N/A", "a", "\"", "a\nb", ",", "ü", "𝄞"})
    void canCarryAnyOtherText(String text) {
        assertThat(JobDraft.canCarry(account(text))).isTrue();
    }

    @Test
    void cantCarryAParentWhoseKeyWouldEmptyTheLookup() {
        var record = new OutgoingRecord(
                CONTACT,
                Optional.empty(),
                Map.of(),
                Set.of(),
                Map.of("Account", new KeyReference(ACCOUNT, KEY, "#N/A")));

        assertThat(JobDraft.canCarry(record)).isFalse();
    }

    @Test
    void cantCarryWhatIsTooLongWithItsQuotes() {
        assertThat(JobDraft.canCarry(account("x".repeat(131_070)))).isTrue();
        assertThat(JobDraft.canCarry(account("x".repeat(131_071)))).isFalse();
        assertThat(JobDraft.canCarry(account("x".repeat(131_068) + "\""))).isTrue();
        assertThat(JobDraft.canCarry(account("x".repeat(131_069) + "\""))).isFalse();
    }

    @Test
    void cantCarryARecordThatIsTooLongInSum() {
        var values = new HashMap<FieldName, String>();
        for (int field = 0; field < 3; field++) {
            values.put(new FieldName("Text" + field + "__c"), "x".repeat(131_000));
        }
        var record = new OutgoingRecord(ACCOUNT, Optional.empty(), values, Set.of(), Map.of());
        assertThat(JobDraft.canCarry(record)).isTrue();
        values.put(NAME, "x".repeat(2_000));

        assertThat(JobDraft.canCarry(new OutgoingRecord(ACCOUNT, Optional.empty(), values, Set.of(), Map.of())))
                .isFalse();
    }

    @Test
    void cantCarryARecordThatWouldBeABlankLine() {
        var nothing = new OutgoingRecord(ACCOUNT, Optional.empty(), Map.of(), Set.of(), Map.of());

        assertThat(JobDraft.canCarry(nothing)).isFalse();
        assertThat(JobDraft.canCarry(new OutgoingRecord(ACCOUNT, Optional.of(ID), Map.of(), Set.of(), Map.of())))
                .isTrue();
    }

    @Test
    void refusesRecordsThatDontFitTheVerb() {
        assertRefused(JobVerb.INSERT, Optional.empty(), "without records");
        assertRefused(JobVerb.INSERT, Optional.empty(), "has an Id already", existing("001000000000001"));
        assertRefused(JobVerb.UPSERT, Optional.of(KEY), "has an Id already", existing("001000000000001"));
        assertRefused(JobVerb.UPSERT, Optional.empty(), "has no key", keyed("a"));
        assertRefused(JobVerb.UPSERT, Optional.of(KEY), "has no External_Id__c", account("Acme"));
        assertRefused(JobVerb.INSERT, Optional.of(KEY), "has no External_Id__c", account("Acme"));
        assertRefused(JobVerb.UPDATE, Optional.empty(), "has no Id", account("Acme"));
        assertRefused(JobVerb.DELETE, Optional.empty(), "has no Id", account("Acme"));
        assertRefused(JobVerb.UPDATE, Optional.of(NAME), "has no key", existing("001000000000001"));
        assertThatThrownBy(() -> new JobDraft(JobVerb.INSERT, CONTACT, Optional.empty(), List.of(account("Acme"))))
                .hasMessageContaining("of one type");
    }

    @Test
    void refusesTheSameRecordTwiceAsTheOrgCompares() {
        assertRefused(
                JobVerb.UPDATE,
                Optional.empty(),
                "in one job twice",
                existing("001000000000001"),
                existing("001000000000001AAA"));
        assertRefused(JobVerb.UPSERT, Optional.of(KEY), "in one job twice", keyed("Ab-1"), keyed(" aB-1 "));
        assertRefused(JobVerb.INSERT, Optional.of(KEY), "in one job twice", keyed("Ä"), keyed("ä"));
        assertThat(draft(JobVerb.UPSERT, Optional.of(KEY), keyed("a 1"), keyed("a1"))
                        .records())
                .hasSize(2);
    }

    @Test
    void ofARecordToBeDeletedOnlyTheIdCounts() {
        var record = new OutgoingRecord(ACCOUNT, Optional.of(ID), Map.of(NAME, "#N/A"), Set.of(PHONE), Map.of());

        assertThat(csv(draft(JobVerb.DELETE, Optional.empty(), record))).isEqualTo("Id\n001000000000001AAA\n");
    }

    @Test
    void writesAColumnForEachFieldThatAnyRecordNames() {
        var values = new LinkedHashMap<FieldName, String>();
        values.put(NAME, "Says \"hi\",\nü𝄞");
        values.put(new FieldName("PHONE"), "1");
        var first = new OutgoingRecord(ACCOUNT, Optional.of(ID), values, Set.of(), Map.of());
        var second = new OutgoingRecord(
                ACCOUNT,
                Optional.of(RecordId.of("001000000000002")),
                Map.of(),
                Set.of(PHONE),
                Map.of("Parent", new KeyReference(ACCOUNT, KEY, "p,1")));

        assertThat(csv(draft(JobVerb.UPDATE, Optional.empty(), first, second))).isEqualTo("""
            Id,Name,PHONE,Parent.External_Id__c
            001000000000001AAA,"Says ""hi"",
            ü𝄞",1,
            001000000000002AAA,,#N/A,"p,1"
            """);
    }

    @Test
    void namesTheTypeOfAParentWhereThereAreSeveralAndOnlyThere() {
        var lead = new ObjectName("Lead");
        var first = new OutgoingRecord(
                ACCOUNT, Optional.empty(), Map.of(), Set.of(), Map.of("Who", new KeyReference(CONTACT, KEY, "c")));
        var second = new OutgoingRecord(
                ACCOUNT, Optional.empty(), Map.of(), Set.of(), Map.of("Who", new KeyReference(lead, KEY, "l")));

        assertThat(csv(draft(JobVerb.INSERT, Optional.empty(), first, second), "who"))
                .isEqualTo("Contact:Who.External_Id__c,Lead:Who.External_Id__c\nc,\n,l\n");
        assertThat(csv(draft(JobVerb.INSERT, Optional.empty(), first), "What")).isEqualTo("Who.External_Id__c\nc\n");
    }

    @Test
    void refusesMoreDataThanAJobTakes() {
        var big = account("x".repeat(131_000));
        var fits = new JobDraft(JobVerb.INSERT, ACCOUNT, Optional.empty(), Collections.nCopies(763, big));
        var tooLarge = new JobDraft(JobVerb.INSERT, ACCOUNT, Optional.empty(), Collections.nCopies(764, big));

        assertThat(new JobTable(fits, Set.of()).csv()).hasSizeLessThanOrEqualTo(JobDraft.MOST_BYTES);
        var failure = catchThrowableOfType(OrgFailure.class, () -> new JobTable(tooLarge, Set.of()).csv());

        assertThat(failure.treatment()).isEqualTo(Treatment.HALVE_THE_CALL);
        assertThat(failure)
                .hasMessageContaining("insert 764 records of Account")
                .hasMessageContaining("100000000");
    }
}
