package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
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
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.Value;
import java.util.List;
import java.util.Optional;

/// Complaints and questions. Cases have no external id: nothing but Id and number names them.
final class CaseObject {
    static final String NAME = "Case";
    static final String CLOSED = "Closed";
    static final String[] STATUSES = {"New", "Working", "Escalated", CLOSED};
    static final String[] ORIGINS = {"Phone", "Email", "Web"};

    private static final String[] TYPES = {"Mechanical", "Electrical", "Electronic", "Structural", "Other"};
    private static final String[] REASONS = {
        "Installation", "Equipment Complexity", "Performance", "Breakdown", "Equipment Design", "Feedback", "Other"
    };

    private CaseObject() {}

    static Blueprint blueprint() {
        var contact = new Lookup(List.of(ContactObject.NAME), "Contact", Optional.of("Cases"), OnParentDelete.RESTRICT);
        var account = new Lookup(List.of(AccountObject.NAME), "Account", Optional.of("Cases"), OnParentDelete.RESTRICT);
        var parent = new Lookup(List.of(NAME), "Parent", Optional.of("Cases"), OnParentDelete.CLEAR);
        return new ObjectBuilder(NAME, "Case", "Cases", "500")
                .fields(StandardFields.head("Case ID"))
                .fields(
                        StandardFields.masterRecord(NAME),
                        string("CaseNumber", "Case Number", 30)
                                .numbered("{00000000}")
                                .with(FieldFlag.NAME_FIELD, FieldFlag.ID_LOOKUP),
                        Field.reference("ContactId", "Contact ID", contact),
                        Field.reference("AccountId", "Account ID", account),
                        StandardFields.emptyLookup("AssetId", "Asset ID", "Asset"),
                        Field.reference("ParentId", "Parent Case ID", parent),
                        string("SuppliedName", "Name", 80),
                        text(FieldKind.EMAIL, "SuppliedEmail", "Email Address", 80),
                        string("SuppliedPhone", "Phone", 40),
                        string("SuppliedCompany", "Company", 80),
                        picklist("Type", "Case Type", 40, TYPES),
                        picklist("Status", "Status", 40, STATUSES)
                                .without(FieldFlag.PERMISSIONABLE)
                                .defaultsTo("New"),
                        picklist("Reason", "Case Reason", 40, REASONS),
                        picklist("Origin", "Case Origin", 40, ORIGINS),
                        string("Subject", "Subject", 255),
                        picklist("Priority", "Priority", 40, "High", "Medium", "Low")
                                .defaultsTo("Medium"),
                        textarea("Description", "Description", 32000),
                        checkbox("IsClosed", "Closed").readOnly(),
                        datetime("ClosedDate", "Closed Date").without(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE),
                        checkbox("IsEscalated", "Escalated"),
                        StandardFields.ownerOrQueue())
                .fields(StandardFields.stamps())
                .fields(
                        StandardFields.visit("LastViewedDate", "Last Viewed Date"),
                        StandardFields.visit("LastReferencedDate", "Last Referenced Date"))
                .deriving(CaseObject::derive)
                .build();
    }

    @Assumed(reason = "A case is closed by its status; opened again, it loses the date on which it was closed")
    private static void derive(Draft draft) {
        var closed = draft.value("Status").equals(new Value.Text(CLOSED));
        draft.set("IsClosed", new Value.Flag(closed));
        if (!closed) {
            draft.set("ClosedDate", Value.Absent.ABSENT);
        } else if (draft.value("ClosedDate").isAbsent()) {
            draft.set("ClosedDate", new Value.Moment(draft.stamp()));
        }
    }
}
