package dev.lockstep.engine.content;

import static dev.lockstep.engine.TestEntries.id;
import static dev.lockstep.engine.TestEntries.insert;
import static dev.lockstep.engine.TestEntries.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.TestMappings;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.ObjectName;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.salesforce.KeyReference;
import org.junit.jupiter.api.Test;

class RecordContentTest {
    private static final FieldName NAME = new FieldName("Name");
    private static final FieldName ACTIVE = new FieldName("Active__c");
    private static final FieldName PARENT_ID = new FieldName("ParentId");

    @Test
    void leavesNullOutOfAnInsertSoThatTheOrgsDefaultsHold() {
        var record = created(insert(1, "account", 1, "name", "a", "active__c", null, "parentid", null))
                .record();

        assertThat(record.values()).containsOnlyKeys(NAME);
        assertThat(record.nulls()).isEmpty();
        assertThat(record.id()).isEmpty();
    }

    @Test
    void leavesNullOutOfAnInsertThatUpdatesARecordThatIsThereAlready() {
        var record = updated(insert(1, "account", 1, "name", "a", "active__c", null, "parentid", null))
                .record();

        assertThat(record.values()).containsOnlyKeys(NAME);
        assertThat(record.nulls()).isEmpty();
    }

    @Test
    void emptiesAFieldByAnUpdate() {
        var record = updated(update(1, "account", 7, "name", null)).record();

        assertThat(record.nulls()).containsExactly(NAME);
        assertThat(record.id()).contains(id(7));
    }

    @Test
    void sendsANullCheckboxOfAnUpdateAsFalse() {
        var record = updated(update(1, "account", 7, "active__c", null)).record();

        assertThat(record.values()).containsEntry(ACTIVE, "false");
        assertThat(record.nulls()).isEmpty();
    }

    @Test
    void saysWhichChangedColumnsTheOrgDoesNotLetBeWritten() {
        var content = updated(update(1, "account", 7, "name", "a", "total__c", null, "systemmodstamp", null));

        assertThat(content.record().values()).containsOnlyKeys(NAME);
        assertThat(content.note()).isEqualTo("not sent, since the org doesn't let it be written: total__c");
    }

    @Test
    void saysNothingOfUnwritableColumnsThatAnInsertLeftNull() {
        assertThat(created(insert(1, "account", 1, "name", "a", "total__c", null))
                        .note())
                .isEmpty();
        assertThat(created(insert(1, "account", 1, "name", "a", "total__c", "5"))
                        .note())
                .contains("total__c");
    }

    @Test
    void isEmptyWhereNoChangedColumnCanBeWritten() {
        assertThat(updated(update(1, "account", 7, "total__c", "5")).isEmpty()).isTrue();
    }

    @Test
    void prefersTheIdOfALookupToItsReference() {
        var record = updated(update(1, "account", 7, "parentid", id(8).value(), "parent__external_id__c", "k"))
                .record();

        assertThat(record.values()).containsEntry(PARENT_ID, id(8).value());
        assertThat(record.references()).isEmpty();
    }

    @Test
    void takesTheReferenceWhereTheIdIsNull() {
        var record = updated(update(1, "account", 7, "parentid", null, "parent__external_id__c", "k"))
                .record();

        assertThat(record.references()).containsOnlyKeys("Parent");
        assertThat(record.nulls()).isEmpty();
    }

    @Test
    void emptiesALookupOnceWhereIdAndReferenceAreNull() {
        var record = updated(update(1, "account", 7, "parentid", null, "parent__external_id__c", null))
                .record();

        assertThat(record.nulls()).containsExactly(PARENT_ID);
        assertThat(record.references()).isEmpty();
    }

    @Test
    void stripsAReferenceAsTheOrgDoes() {
        var record = created(insert(1, "account", 1, "name", "a", "parent__external_id__c", " k "))
                .record();

        assertThat(record.references())
                .containsEntry("Parent", new KeyReference(new ObjectName("Account"), TestMappings.KEY.name(), "k"));
    }

    @Test
    void refusesAValueThatTheOrgCannotKeep() {
        var entry = insert(1, "account", 1, "name", "a", "active__c", "perhaps");

        assertThat(RecordContent.of(entry, TestMappings.ACCOUNT, FieldTrait.CREATEABLE))
                .isInstanceOfSatisfying(
                        RecordContent.Unsendable.class,
                        unsendable -> assertThat(unsendable.reason()).contains("Active__c"));
    }

    private static RecordContent.Sendable created(Entry entry) {
        return (RecordContent.Sendable) RecordContent.of(entry, TestMappings.ACCOUNT, FieldTrait.CREATEABLE);
    }

    private static RecordContent.Sendable updated(Entry entry) {
        return (RecordContent.Sendable) RecordContent.of(entry, TestMappings.ACCOUNT, FieldTrait.UPDATEABLE);
    }
}
