package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
import static dev.lockstep.orgsim.sample.Field.date;
import static dev.lockstep.orgsim.sample.Field.datetime;
import static dev.lockstep.orgsim.sample.Field.decimal;
import static dev.lockstep.orgsim.sample.Field.picklist;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.text;
import static dev.lockstep.orgsim.sample.Field.textarea;
import static dev.lockstep.orgsim.sample.Field.whole;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectFlag;

/// People who might become customers. Leads have no external id: nothing but their Id names them.
final class LeadObject {
    static final String NAME = "Lead";
    static final String OPEN = "Open - Not Contacted";
    static final String[] STATUSES = {OPEN, "Working - Contacted", "Closed - Converted", "Closed - Not Converted"};

    private LeadObject() {}

    static Blueprint blueprint() {
        return new ObjectBuilder(NAME, "Lead", "Leads", "00Q")
                .with(ObjectFlag.MERGEABLE)
                .fields(StandardFields.head("Lead ID"))
                .fields(StandardFields.masterRecord(NAME))
                .fields(StandardFields.personName())
                .fields(
                        string("Title", "Title", 128),
                        string("Company", "Company", 255).required())
                .fields(StandardFields.address(""))
                .fields(
                        text(FieldKind.PHONE, "Phone", "Phone", 40),
                        text(FieldKind.PHONE, "MobilePhone", "Mobile Phone", 40),
                        text(FieldKind.PHONE, "Fax", "Fax", 40),
                        text(FieldKind.EMAIL, "Email", "Email", 80).with(FieldFlag.ID_LOOKUP),
                        text(FieldKind.URL, "Website", "Website", 255),
                        Field.photo(),
                        textarea("Description", "Description", 32000),
                        picklist("LeadSource", "Lead Source", 255, AccountObject.SOURCES),
                        picklist("Status", "Status", 255, STATUSES).required().defaultsTo(OPEN),
                        picklist("Industry", "Industry", 255, AccountObject.INDUSTRIES),
                        picklist("Rating", "Rating", 255, "Hot", "Warm", "Cold"),
                        decimal(FieldKind.CURRENCY, "AnnualRevenue", "Annual Revenue", 18, 0),
                        whole("NumberOfEmployees", "Employees", 8),
                        StandardFields.ownerOrQueue(),
                        // Leads are converted by a call that this org doesn't have.
                        checkbox("IsConverted", "Converted").without(FieldFlag.UPDATEABLE, FieldFlag.PERMISSIONABLE),
                        date("ConvertedDate", "Converted Date").readOnly(),
                        converted("ConvertedAccountId", "Converted Account ID", AccountObject.NAME),
                        converted("ConvertedContactId", "Converted Contact ID", ContactObject.NAME),
                        converted("ConvertedOpportunityId", "Converted Opportunity ID", OpportunityObject.NAME),
                        checkbox("IsUnreadByOwner", "Unread By Owner").without(FieldFlag.PERMISSIONABLE))
                .fields(StandardFields.stamps())
                .fields(StandardFields.visits())
                .fields(
                        string("Jigsaw", "Data.com Key", 20),
                        string("JigsawContactId", "Jigsaw Contact ID", 20).readOnly(),
                        StandardFields.cleanStatus(),
                        string("CompanyDunsNumber", "Company D-U-N-S Number", 9),
                        StandardFields.emptyLookup("DandbCompanyId", "D&B Company ID", "DandBCompany"),
                        string("EmailBouncedReason", "Email Bounced Reason", 255)
                                .without(FieldFlag.CREATEABLE, FieldFlag.PERMISSIONABLE),
                        datetime("EmailBouncedDate", "Email Bounced Date")
                                .without(FieldFlag.CREATEABLE, FieldFlag.PERMISSIONABLE),
                        StandardFields.emptyLookup("IndividualId", "Individual ID", "Individual")
                                .without(FieldFlag.PERMISSIONABLE))
                .deriving(LeadObject::derive)
                .build();
    }

    private static Field converted(String name, String label, String object) {
        return StandardFields.emptyLookup(name, label, object).readOnly();
    }

    private static void derive(Draft draft) {
        PersonName.derive(draft);
        Photo.derive(draft);
    }
}
