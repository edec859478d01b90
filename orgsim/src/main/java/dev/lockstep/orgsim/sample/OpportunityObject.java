package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
import static dev.lockstep.orgsim.sample.Field.date;
import static dev.lockstep.orgsim.sample.Field.datetime;
import static dev.lockstep.orgsim.sample.Field.decimal;
import static dev.lockstep.orgsim.sample.Field.picklist;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.textarea;
import static dev.lockstep.orgsim.sample.Field.whole;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import java.util.List;
import java.util.Optional;

/// Deals. What follows from the stage is filled in by [OpportunityStage].
final class OpportunityObject {
    static final String NAME = "Opportunity";

    private static final String[] TYPES = {
        "Existing Customer - Upgrade",
        "Existing Customer - Replacement",
        "Existing Customer - Downgrade",
        "New Customer"
    };

    private OpportunityObject() {}

    static Blueprint blueprint() {
        var account = new Lookup(
                List.of(AccountObject.NAME), "Account", Optional.of("Opportunities"), OnParentDelete.CASCADE);
        return new ObjectBuilder(NAME, "Opportunity", "Opportunities", "006")
                .with(ObjectFlag.DEEP_CLONEABLE)
                .fields(StandardFields.head("Opportunity ID"))
                .fields(
                        Field.reference("AccountId", "Account ID", account),
                        checkbox("IsPrivate", "Private"),
                        string("Name", "Name", 120).required().with(FieldFlag.NAME_FIELD, FieldFlag.ID_LOOKUP),
                        textarea("Description", "Description", 32000),
                        picklist("StageName", "Stage", 255, OpportunityStage.names())
                                .required(),
                        decimal(FieldKind.CURRENCY, "Amount", "Amount", 18, 2),
                        decimal(FieldKind.PERCENT, "Probability", "Probability (%)", 3, 0)
                                .with(FieldFlag.DEFAULTED_ON_CREATE),
                        decimal(FieldKind.CURRENCY, "ExpectedRevenue", "Expected Amount", 18, 2)
                                .without(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE),
                        decimal(FieldKind.DOUBLE, "TotalOpportunityQuantity", "Quantity", 18, 2),
                        date("CloseDate", "Close Date").required(),
                        picklist("Type", "Opportunity Type", 255, TYPES),
                        string("NextStep", "Next Step", 255),
                        picklist("LeadSource", "Lead Source", 255, AccountObject.SOURCES),
                        checkbox("IsClosed", "Closed").readOnly(),
                        checkbox("IsWon", "Won").readOnly(),
                        picklist("ForecastCategory", "Forecast Category", 40, ForecastCategory.entries())
                                .readOnly()
                                .without(FieldFlag.NILLABLE)
                                .restricted(),
                        picklist("ForecastCategoryName", "Forecast Category", 255, ForecastCategory.names())
                                .without(FieldFlag.PERMISSIONABLE)
                                .with(FieldFlag.DEFAULTED_ON_CREATE)
                                .restricted(),
                        StandardFields.emptyLookup("CampaignId", "Campaign ID", "Campaign"),
                        checkbox("HasOpportunityLineItem", "Has Line Item").readOnly(),
                        StandardFields.emptyLookup("Pricebook2Id", "Price Book ID", "Pricebook2")
                                .without(FieldFlag.PERMISSIONABLE)
                                .with(FieldFlag.DEFAULTED_ON_CREATE),
                        StandardFields.owner())
                .fields(StandardFields.stamps())
                .fields(
                        date("LastActivityDate", "Last Activity").readOnly(),
                        datetime("LastStageChangeDate", "Last Stage Change Date")
                                .readOnly(),
                        whole("FiscalQuarter", "Fiscal Quarter", 8).readOnly().partOf("Fiscal"),
                        whole("FiscalYear", "Fiscal Year", 8).readOnly().partOf("Fiscal"),
                        string("Fiscal", "Fiscal Period", 6).readOnly(),
                        StandardFields.visit("LastViewedDate", "Last Viewed Date"),
                        StandardFields.visit("LastReferencedDate", "Last Referenced Date"),
                        activity("HasOpenActivity", "Has Open Activity"),
                        activity("HasOverdueTask", "Has Overdue Task"),
                        history("LastAmountChangedHistoryId"),
                        history("LastCloseDateChangedHistoryId"),
                        StandardFields.externalId())
                .deriving(OpportunityStage::derive)
                .build();
    }

    private static Field activity(String name, String label) {
        return checkbox(name, label).readOnly().without(FieldFlag.FILTERABLE, FieldFlag.SORTABLE);
    }

    private static Field history(String name) {
        return StandardFields.emptyLookup(name, "Opportunity History ID", "OpportunityHistory")
                .readOnly();
    }
}
