package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
import static dev.lockstep.orgsim.sample.Field.date;
import static dev.lockstep.orgsim.sample.Field.datetime;
import static dev.lockstep.orgsim.sample.Field.decimal;
import static dev.lockstep.orgsim.sample.Field.multipicklist;
import static dev.lockstep.orgsim.sample.Field.picklist;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.text;
import static dev.lockstep.orgsim.sample.Field.textarea;
import static dev.lockstep.orgsim.sample.Field.time;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Formula;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// An object of the org's own, with a field of nearly every type.
final class DeliveryObject {
    static final String NAME = "Delivery__c";
    static final String[] STATUSES = {"Planned", "In Transit", "Delivered", "Returned", "Cancelled"};
    static final String[] TAGS = {"Express", "Cold", "Heavy", "Customs", "Signature"};

    private static final int CENTS = 2;

    private DeliveryObject() {}

    static Blueprint blueprint() {
        var account = lookup(AccountObject.NAME, "Account__r");
        var contact = lookup(ContactObject.NAME, "Contact__r");
        return new ObjectBuilder(NAME, "Delivery", "Deliveries", "a01")
                .fields(StandardFields.head("Record ID"))
                .fields(
                        StandardFields.ownerOrQueue(),
                        string("Name", "Delivery Name", 80).required().with(FieldFlag.NAME_FIELD, FieldFlag.ID_LOOKUP))
                .fields(StandardFields.stamps())
                .fields(
                        StandardFields.externalId(),
                        Field.reference("Account__c", "Account", account),
                        Field.reference("Contact__c", "Contact", contact),
                        picklist("Status__c", "Status", 255, STATUSES).restricted(),
                        decimal(FieldKind.DOUBLE, "Weight__c", "Weight", 16, 3),
                        decimal(FieldKind.CURRENCY, "Price__c", "Price", 16, CENTS),
                        decimal(FieldKind.PERCENT, "Discount__c", "Discount", 5, 2),
                        date("Delivered_On__c", "Delivered On"),
                        datetime("Delivered_At__c", "Delivered At"),
                        time("Slot__c", "Slot"),
                        checkbox("Fragile__c", "Fragile"),
                        multipicklist("Tags__c", "Tags", TAGS),
                        textarea("Notes__c", "Notes", 32000),
                        text(FieldKind.EMAIL, "Email__c", "Email", 80),
                        text(FieldKind.PHONE, "Phone__c", "Phone", 40),
                        text(FieldKind.URL, "Website__c", "Website", 255),
                        decimal(FieldKind.CURRENCY, "Total__c", "Total", 18, CENTS)
                                .computed(new Formula("Price__c - Price__c * Discount__c", DeliveryObject::total))
                                .with(FieldFlag.FORMULA_TREAT_NULL_NUMBER_AS_ZERO),
                        string("Number__c", "Number", 30).numbered("D-{00000}"))
                .build();
    }

    private static Lookup lookup(String object, String relationship) {
        return new Lookup(List.of(object), relationship, Optional.of("Deliveries__r"), OnParentDelete.CLEAR);
    }

    /// In the formula's text a percentage is a fraction of one, as in the org's own formulas.
    private static Value total(RecordView delivery) {
        var price = number(delivery.value("Price__c"));
        var discount = number(delivery.value("Discount__c")).movePointLeft(2);
        return new Value.Decimal(price.subtract(price.multiply(discount)).setScale(CENTS, RoundingMode.HALF_UP));
    }

    private static BigDecimal number(Value value) {
        return value instanceof Value.Decimal(var number) ? number : BigDecimal.ZERO;
    }
}
