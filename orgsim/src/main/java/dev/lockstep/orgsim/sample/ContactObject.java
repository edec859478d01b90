package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
import static dev.lockstep.orgsim.sample.Field.date;
import static dev.lockstep.orgsim.sample.Field.datetime;
import static dev.lockstep.orgsim.sample.Field.picklist;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.text;
import static dev.lockstep.orgsim.sample.Field.textarea;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.Value;
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
                        text(FieldKind.PHONE, "OtherPhone", "Other Phone", 40),
                        text(FieldKind.PHONE, "AssistantPhone", "Asst. Phone", 40),
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
                .fields(
                        date("LastActivityDate", "Last Activity").readOnly(),
                        StandardFields.visit("LastCURequestDate", "Last Stay-in-Touch Request Date"),
                        StandardFields.visit("LastCUUpdateDate", "Last Stay-in-Touch Save Date"),
                        StandardFields.visit("LastViewedDate", "Last Viewed Date"),
                        StandardFields.visit("LastReferencedDate", "Last Referenced Date"),
                        string("EmailBouncedReason", "Email Bounced Reason", 255)
                                .without(FieldFlag.PERMISSIONABLE),
                        datetime("EmailBouncedDate", "Email Bounced Date").without(FieldFlag.PERMISSIONABLE),
                        checkbox("IsEmailBounced", "Is Email Bounced").readOnly(),
                        Field.photo(),
                        string("Jigsaw", "Data.com Key", 20),
                        string("JigsawContactId", "Jigsaw Contact ID", 20).readOnly(),
                        StandardFields.cleanStatus(),
                        StandardFields.emptyLookup("IndividualId", "Individual ID", "Individual")
                                .without(FieldFlag.PERMISSIONABLE),
                        StandardFields.externalId())
                .deriving(ContactObject::derive)
                .build();
    }

    private static void derive(Draft draft) {
        PersonName.derive(draft);
        Photo.derive(draft);
        deriveBounce(draft);
    }

    @Assumed(reason = "Mail to a person bounces once there is a date of it")
    private static void deriveBounce(Draft draft) {
        draft.set(
                "IsEmailBounced",
                new Value.Flag(!draft.value("EmailBouncedDate").isAbsent()));
    }
}
