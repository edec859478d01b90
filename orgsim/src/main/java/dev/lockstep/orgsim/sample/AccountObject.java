package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.decimal;
import static dev.lockstep.orgsim.sample.Field.picklist;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.text;
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

/// Companies.
final class AccountObject {
    static final String NAME = "Account";

    private static final String[] TYPES = {
        "Prospect",
        "Customer - Direct",
        "Customer - Channel",
        "Channel Partner / Reseller",
        "Installation Partner",
        "Technology Partner",
        "Other"
    };
    static final String[] INDUSTRIES = {
        "Agriculture", "Apparel", "Banking", "Biotechnology", "Chemicals", "Communications", "Construction",
        "Consulting", "Education", "Electronics", "Energy", "Engineering", "Entertainment", "Environmental",
        "Finance", "Food & Beverage", "Government", "Healthcare", "Hospitality", "Insurance", "Machinery",
        "Manufacturing", "Media", "Not For Profit", "Recreation", "Retail", "Shipping", "Technology",
        "Telecommunications", "Transportation", "Utilities", "Other"
    };
    static final String[] SOURCES = {"Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"};

    private AccountObject() {}

    static Blueprint blueprint() {
        var parent = new Lookup(List.of(NAME), "Parent", Optional.of("ChildAccounts"), OnParentDelete.CLEAR);
        return new ObjectBuilder(NAME, "Account", "Accounts", "001")
                .with(ObjectFlag.MERGEABLE)
                .fields(StandardFields.head("Account ID"))
                .fields(
                        StandardFields.masterRecord(NAME),
                        // In an org that has persons as accounts, their names stand here, too.
                        string("Name", "Account Name", 255)
                                .required()
                                .with(FieldFlag.NAME_FIELD)
                                .partOf("Name")
                                .extraType("switchablepersonname"),
                        picklist("Type", "Account Type", 40, TYPES),
                        Field.reference("ParentId", "Parent Account ID", parent))
                .fields(StandardFields.address("Billing"))
                .fields(StandardFields.address("Shipping"))
                .fields(
                        text(FieldKind.PHONE, "Phone", "Account Phone", 40),
                        text(FieldKind.PHONE, "Fax", "Account Fax", 40),
                        string("AccountNumber", "Account Number", 40),
                        text(FieldKind.URL, "Website", "Website", 255),
                        Field.photo(),
                        string("Sic", "SIC Code", 20),
                        picklist("Industry", "Industry", 40, INDUSTRIES),
                        decimal(FieldKind.CURRENCY, "AnnualRevenue", "Annual Revenue", 18, 0),
                        whole("NumberOfEmployees", "Employees", 8),
                        picklist("Ownership", "Ownership", 40, "Public", "Private", "Subsidiary", "Other"),
                        string("TickerSymbol", "Ticker Symbol", 20),
                        textarea("Description", "Account Description", 32000),
                        picklist("Rating", "Account Rating", 40, "Hot", "Warm", "Cold"),
                        string("Site", "Account Site", 80),
                        StandardFields.owner())
                .fields(StandardFields.stamps())
                .fields(StandardFields.visits())
                .fields(
                        string("Jigsaw", "Data.com Key", 20),
                        string("JigsawCompanyId", "Jigsaw Company ID", 20).readOnly(),
                        StandardFields.cleanStatus(),
                        picklist("AccountSource", "Account Source", 40, SOURCES),
                        string("DunsNumber", "D-U-N-S Number", 9),
                        string("Tradestyle", "Tradestyle", 255),
                        string("NaicsCode", "NAICS Code", 8),
                        string("NaicsDesc", "NAICS Description", 120),
                        string("YearStarted", "Year Started", 4),
                        string("SicDesc", "SIC Description", 80),
                        StandardFields.emptyLookup("DandbCompanyId", "D&B Company ID", "DandBCompany"),
                        StandardFields.emptyLookup("OperatingHoursId", "Operating Hour ID", "OperatingHours"),
                        StandardFields.externalId())
                .deriving(Photo::derive)
                .build();
    }
}
