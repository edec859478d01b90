package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.CurrencyRates;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.RollUp;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What objects have in an org of several currencies.
@Documented(url = "https://help.salesforce.com/apex/HTViewHelpDoc?id=admin_enable_multicurrency_implications.htm")
final class Currencies {
    static final String CORPORATE = "USD";

    /// The org's currencies. What one of the corporate currency's is worth in another is the rate.
    static final List<Currency> ALL = List.of(
            new Currency(CORPORATE, "U.S. Dollar", "1.000000", 2, true),
            new Currency("CHF", "Swiss Franc", "0.880000", 2, false),
            new Currency("EUR", "Euro", "0.920000", 2, true),
            new Currency("GBP", "British Pound", "0.790000", 2, true),
            new Currency("JPY", "Japanese Yen", "151.250000", 0, true));

    @Assumed(reason = "Of the objects that are here, these have a currency, and so has each object of the org's own")
    private static final Set<String> STANDARD_OBJECTS = Set.of(
            "Account", "Case", "Contact", "Event", "Lead", "Opportunity", "OpportunityContactRole", "Task", "User");

    private static final String USER = "User";
    private static final int CODE_LENGTH = 3;

    /// @param rate as text, with the decimals that an org keeps
    record Currency(String code, String name, String rate, int decimalPlaces, boolean active) {}

    private Currencies() {}

    /// Whether records of the object have a currency.
    static boolean isIn(String object) {
        return object.endsWith("__c") || STANDARD_OBJECTS.contains(object);
    }

    /// The object with a currency; the same object where it has none.
    static Blueprint addedTo(Blueprint blueprint) {
        var object = blueprint.definition();
        if (!isIn(object.name())) {
            return blueprint;
        }
        var fields = new ArrayList<>(object.fields());
        fields.addAll(place(fields), codes(object.name()));
        fields.addAll(amounts(object.name()));
        return new Blueprint(
                object.having(object.flags(), fields),
                draft -> {
                    derive(draft);
                    blueprint.derivation().apply(draft);
                },
                blueprint.generated().map(rows -> rows.with(CurrencyRates.FIELD, new Value.Text(CORPORATE))),
                (draft, state) -> isEmptied(draft)
                        ? List.of(emptied(draft))
                        : blueprint.check().errors(draft, state));
    }

    @Assumed(reason = "The currency stands before who made the record, and before an owner who stands just there")
    private static int place(List<FieldDefinition> fields) {
        var names = fields.stream().map(FieldDefinition::name).toList();
        var stamps = names.indexOf("CreatedDate");
        return names.get(stamps - 1).equals("OwnerId") ? stamps - 1 : stamps;
    }

    private static List<FieldDefinition> codes(String object) {
        var record = code(CurrencyRates.FIELD, "Currency ISO Code").build();
        return object.equals(USER)
                ? List.of(
                        code(CurrencyRates.OF_USER, "Default Currency ISO Code")
                                .required()
                                .build(),
                        record)
                : List.of(record);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/platform/field-reference/references/field-reference/salesforce-field-reference-datacloudownedentity.html")
    private static Field code(String name, String label) {
        var active = ALL.stream()
                .filter(Currency::active)
                .map(currency -> Field.entry(currency.code(), currency.name()))
                .toList();
        return Field.picklist(name, label, CODE_LENGTH, active)
                .without(FieldFlag.PERMISSIONABLE)
                .restricted()
                .defaultsTo(CORPORATE);
    }

    /// Amounts of the details and their sum, of which an org with one currency has none here.
    private static List<FieldDefinition> amounts(String object) {
        return switch (object) {
            case StopObject.NAME -> List.of(amount("Fee__c", "Fee", 16).build());
            case RouteObject.NAME ->
                List.of(
                        amount("Fees__c", "Fees", 18)
                                .summing(fees(RollUp.Operation.SUM))
                                .build(),
                        amount("Highest_Fee__c", "Highest Fee", 18)
                                .summing(fees(RollUp.Operation.MAX))
                                .build());
            default -> List.of();
        };
    }

    private static Field amount(String name, String label, int precision) {
        return Field.decimal(FieldKind.CURRENCY, name, label, precision, 2);
    }

    private static RollUp fees(RollUp.Operation operation) {
        return RollUp.of(operation, StopObject.NAME, RouteObject.NAME, "Fee__c");
    }

    /// No call makes a user, whose currencies are the corporate one to begin with.
    private static void derive(Draft draft) {
        if (draft.isNew() && draft.object().name().equals(USER)) {
            draft.set(CurrencyRates.OF_USER, new Value.Text(CORPORATE));
            draft.set(CurrencyRates.FIELD, new Value.Text(CORPORATE));
        }
    }

    private static boolean isEmptied(Draft draft) {
        return draft.value(CurrencyRates.FIELD).isAbsent();
    }

    @Assumed(reason = "A record can't lose its currency: the status of restricted picklists names null, too")
    private static SaveError emptied(Draft draft) {
        var field = draft.object().field(CurrencyRates.FIELD).orElseThrow();
        return new SaveError(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                field.label() + ": bad value for restricted picklist field: null",
                field.name());
    }
}
