package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.date;
import static dev.lockstep.orgsim.sample.Field.picklist;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.text;
import static dev.lockstep.orgsim.sample.Field.textarea;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import java.util.List;
import java.util.Optional;

/// People at companies.
final class ContactObject {
    static final String NAME = "Contact";

    private ContactObject() {}

    static Blueprint blueprint() {
        var account =
                new Lookup(List.of(AccountObject.NAME), "Account", Optional.of("Contacts"), OnParentDelete.CASCADE);
        var superior = new Lookup(List.of(NAME), "ReportsTo", Optional.empty(), OnParentDelete.CLEAR);
        return new ObjectBuilder(NAME, "Contact", "Contacts", "003")
                .with(ObjectFlag.MERGEABLE)
                .fields(StandardFields.head("Contact ID"))
                .fields(StandardFields.masterRecord(NAME), Field.reference("AccountId", "Account ID", account))
                .fields(StandardFields.personName())
                .fields(StandardFields.address("Other"))
                .fields(StandardFields.address("Mailing"))
                .fields(
                        text(FieldKind.PHONE, "Phone", "Business Phone", 40),
                        text(FieldKind.PHONE, "Fax", "Business Fax", 40),
                        text(FieldKind.PHONE, "MobilePhone", "Mobile Phone", 40),
                        text(FieldKind.PHONE, "HomePhone", "Home Phone", 40),
                        Field.reference("ReportsToId", "Reports To ID", superior),
                        text(FieldKind.EMAIL, "Email", "Email", 80).with(FieldFlag.ID_LOOKUP),
                        string("Title", "Title", 128),
                        string("Department", "Department", 80),
                        string("AssistantName", "Assistant's Name", 40),
                        picklist("LeadSource", "Lead Source", 255, AccountObject.SOURCES),
                        date("Birthdate", "Birthdate"),
                        textarea("Description", "Contact Description", 32000),
                        StandardFields.owner())
                .fields(StandardFields.stamps())
                .fields(StandardFields.externalId())
                .deriving(PersonName::derive)
                .build();
    }
}
