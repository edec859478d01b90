package dev.lockstep.verification.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What Salesforce's own client reads.
class PartnerReadingIT {
    private final Seen seen = PartnerVisit.ofEverything().seen();

    @Test
    void describesAllObjects() {
        assertThat(seen.all("global.names")).contains("Account", "Contact", "User", "Reading__c");
        assertThat(seen.text("global.maxBatchSize")).isEqualTo("200");
        assertThat(seen.all("describe.names")).isEqualTo(seen.all("global.names"));
        assertThat(seen.text("describe.Account.keyPrefix")).isEqualTo("001");
        assertThat(seen.all("describe.Account.children")).contains("Account", "Contact", "Case", "Opportunity");
        assertThat(seen.all("describe.Account.fields")).contains("Id", "Name", "BillingAddress", "External_Id__c");
    }

    @Test
    void knowsEachFieldTypeThatItIsTold() {
        assertThat(seen.all("describe.Delivery__c.types"))
                .contains(
                        "id",
                        "reference",
                        "string",
                        "double",
                        "currency",
                        "percent",
                        "date",
                        "datetime",
                        "time",
                        "boolean",
                        "multipicklist",
                        "picklist",
                        "textarea",
                        "email",
                        "phone",
                        "url");
        assertThat(seen.all("describe.Account.types")).contains("address", "int");
    }

    @Test
    void describesAFieldWithItsValues() {
        assertThat(seen.text("describe.status.restricted")).isEqualTo("true");
        assertThat(seen.text("describe.status.length")).isEqualTo("255");
        assertThat(seen.all("describe.status.values"))
                .containsExactly("Planned", "In Transit", "Delivered", "Returned", "Cancelled");
    }

    @Test
    void readsAQueryPageByPage() {
        assertThat(seen.text("pages.size")).isEqualTo("1200");
        assertThat(seen.all("pages.lengths")).containsExactly("250", "250", "250", "250", "200");
        assertThat(seen.text("pages.ids")).isEqualTo("1200");
        assertThat(seen.text("pages.lastLocator")).isEqualTo("null");
    }

    @Test
    void readsFiveHundredRowsWithoutAWish() {
        assertThat(seen.text("pages.unasked")).isEqualTo("500");
        assertThat(seen.text("pages.unaskedNext")).isEqualTo("500");
    }

    @Test
    void readsAValueOfEachType() {
        assertThat(seen.text("types.Name")).isEqualTo("Delivery 6 to München");
        assertThat(seen.text("types.Weight__c")).isEqualTo("7.404");
        assertThat(seen.text("types.Price__c")).isEqualTo("119.94");
        assertThat(seen.text("types.Discount__c")).isEqualTo("1.5");
        assertThat(seen.text("types.Total__c")).isEqualTo("118.14");
        assertThat(seen.text("types.Delivered_On__c")).isEqualTo("2025-10-08");
        assertThat(seen.text("types.Delivered_At__c")).isEqualTo("2025-10-08T02:49:04.000Z");
        assertThat(seen.text("types.Slot__c")).isEqualTo("12:30:00.000Z");
        assertThat(seen.text("types.Fragile__c")).isEqualTo("false");
        assertThat(seen.text("types.Tags__c")).isEqualTo("Cold;Customs");
        assertThat(seen.text("types.Number__c")).isEqualTo("D-00006");
        assertThat(seen.text("types.Email__c")).isEqualTo("null");
        assertThat(seen.text("types.CreatedDate")).matches("2026-01-05T\\d\\d:\\d\\d:00\\.000Z");
    }

    @Test
    void readsParentsAndAddresses() {
        assertThat(seen.text("parents.account")).isEqualTo("Café Zürich GmbH East");
        assertThat(seen.text("parents.accountType")).isEqualTo("Account");
        assertThat(seen.text("parents.owner")).isEqualTo("Ada Admin");
        assertThat(seen.text("parents.ownerOfALead")).isEqualTo("Ada Admin");
        assertThat(seen.text("parents.city")).isEqualTo("München");
        assertThat(seen.text("parents.latitude")).isEqualTo("null");
        assertThat(seen.text("parents.none")).isEqualTo("null");
    }

    @Test
    void countsAndAggregates() {
        assertThat(seen.text("count.size")).isEqualTo("1200");
        assertThat(seen.text("count.done")).isEqualTo("true");
        assertThat(seen.text("count.records")).isEqualTo("0");
        assertThat(seen.text("aggregate.type")).isEqualTo("AggregateResult");
        assertThat(seen.text("aggregate.id")).isEqualTo("null");
        assertThat(seen.text("aggregate.total")).isEqualTo("60");
        assertThat(seen.text("aggregate.totalClass")).isEqualTo("Integer");
        assertThat(seen.text("aggregate.mostClass")).isEqualTo("Double");
    }

    @Test
    void retrievesRecordsInTheOrderOfTheirIds() {
        assertThat(seen.text("retrieve.0")).isEqualTo("Retrieved 2");
        assertThat(seen.text("retrieve.1")).isEqualTo("null");
        assertThat(seen.text("retrieve.2")).isEqualTo("Retrieved 1");
    }

    @Test
    void learnsWhatWasChangedAndDeleted() {
        assertThat(seen.text("updated.hasTheChanged")).isEqualTo("true");
        assertThat(seen.text("updated.hasTheDeleted")).isEqualTo("false");
        assertThat(seen.text("updated.covered")).isNotEqualTo("null");
        assertThat(seen.text("deleted.hasTheDeleted")).isEqualTo("true");
        assertThat(seen.text("deleted.isOrdered")).isEqualTo("true");
    }
}
