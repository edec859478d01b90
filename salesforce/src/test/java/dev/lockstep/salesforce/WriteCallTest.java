package dev.lockstep.salesforce;

import static dev.lockstep.salesforce.OrgFixture.ACCOUNT;
import static dev.lockstep.salesforce.OrgFixture.ID;
import static dev.lockstep.salesforce.OrgFixture.NAME;
import static dev.lockstep.salesforce.OrgFixture.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WriteCallTest {
    private static final ObjectName CONTACT = new ObjectName("Contact");
    private static final FieldName KEY = new FieldName("External_Id__c");

    @Test
    void carriesOneToTwoHundredRecords() {
        assertThat(new WriteCall.Create(Collections.nCopies(200, account("a"))).size())
                .isEqualTo(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriteCall.Create(Collections.nCopies(201, account("a"))))
                .withMessageContaining("200");
        assertThatIllegalArgumentException().isThrownBy(() -> new WriteCall.Create(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new WriteCall.Delete(List.of()));
    }

    @Test
    void takesTenRunsOfTypesAndNoMore() {
        var records = new ArrayList<OutgoingRecord>();
        for (int i = 0; i < 20; i++) {
            records.add(i / 2 % 2 == 0 ? account("a") : of(CONTACT, Optional.empty()));
        }
        assertThat(new WriteCall.Create(records).size()).isEqualTo(20);

        records.add(account("a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriteCall.Create(records))
                .withMessageContaining("10 runs");
    }

    @Test
    void anUpdateNeedsTheIdOfEachRecordAndEachOnce() {
        assertThat(new WriteCall.Update(List.of(of(ACCOUNT, Optional.of(ID)))).size())
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriteCall.Update(List.of(account("a"))))
                .withMessageContaining("no Id");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new WriteCall.Update(List.of(of(ACCOUNT, Optional.of(ID)), of(ACCOUNT, Optional.of(ID)))))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriteCall.Delete(List.of(ID, RecordId.of(ID.value()))))
                .withMessageContaining("twice");
    }

    @Test
    void aRecordThatIsMadeHasNoIdYet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriteCall.Create(List.of(of(ACCOUNT, Optional.of(ID)))));
    }

    @Test
    void anUpsertIsOfOneTypeAndEachRecordHasTheKey() {
        var keyed = new OutgoingRecord(ACCOUNT, Optional.empty(), Map.of(KEY, "A-1"), Set.of(), Map.of());
        assertThat(new WriteCall.Upsert(KEY, List.of(keyed)).object()).isEqualTo(ACCOUNT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriteCall.Upsert(KEY, List.of(keyed, account("a"))))
                .withMessageContaining("External_Id__c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriteCall.Upsert(
                        KEY,
                        List.of(
                                keyed,
                                new OutgoingRecord(CONTACT, Optional.empty(), Map.of(KEY, "C-1"), Set.of(), Map.of()))))
                .withMessageContaining("one type");
    }

    @Test
    void aRecordKeepsTheOrderOfItsValues() {
        var values = new LinkedHashMap<FieldName, String>();
        for (var name : List.of("Zeta", "Alpha", "Mid")) {
            values.put(new FieldName(name), "x");
        }
        var record = new OutgoingRecord(ACCOUNT, Optional.empty(), values, Set.of(), Map.of());
        values.clear();

        assertThat(record.values().keySet()).extracting(FieldName::value).containsExactly("Zeta", "Alpha", "Mid");
    }

    @Test
    void aFieldIsNotSetAndEmptiedAtOnceWhateverItsCase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutgoingRecord(
                        ACCOUNT, Optional.empty(), Map.of(NAME, "a"), Set.of(new FieldName("NAME")), Map.of()))
                .withMessageContaining("at once");
    }

    @Test
    void aLookupIsNotSetByIdAndByReferenceAtOnce() {
        var reference = new KeyReference(ACCOUNT, KEY, "A-1");
        for (var lookup :
                Map.of("Account", "AccountId", "Parent__r", "Parent__c").entrySet()) {
            var field = new FieldName(lookup.getValue());
            var references = Map.of(lookup.getKey(), reference);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new OutgoingRecord(
                            CONTACT, Optional.empty(), Map.of(field, ID.value()), Set.of(), references))
                    .withMessageContaining("reference");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> new OutgoingRecord(CONTACT, Optional.empty(), Map.of(), Set.of(field), references));
            assertThat(new OutgoingRecord(CONTACT, Optional.empty(), Map.of(), Set.of(), references).references())
                    .isEqualTo(references);
        }
    }

    @Test
    void aReferenceNeedsAValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyReference(ACCOUNT, KEY, " "));
    }

    @Test
    void theIdIsNoFieldToBeWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutgoingRecord(
                        ACCOUNT, Optional.empty(), Map.of(new FieldName("id"), ID.value()), Set.of(), Map.of()));
    }

    private static OutgoingRecord of(ObjectName object, Optional<RecordId> id) {
        return new OutgoingRecord(object, id, Map.of(NAME, "a"), Set.of(), Map.of());
    }
}
