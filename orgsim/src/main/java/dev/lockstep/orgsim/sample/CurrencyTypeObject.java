package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.CurrencyRates;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.ObjectFlag;
import java.time.Instant;
import java.util.Map;

/// The org's currencies as records.
@Documented(
        url =
                "https://developer.salesforce.com/docs/platform/field-reference/references/field-reference/salesforce-field-reference-currencytype.html")
final class CurrencyTypeObject {
    private static final int SCALE = 6;

    private CurrencyTypeObject() {}

    @Assumed(reason = "An org lets administrators add currencies and change rates; here they are as they are")
    static Blueprint blueprint() {
        return new ObjectBuilder(CurrencyRates.OBJECT, "Currency Type", "Currency Types", "01L")
                .without(
                        ObjectFlag.COMPACT_LAYOUTABLE,
                        ObjectFlag.CREATEABLE,
                        ObjectFlag.DELETABLE,
                        ObjectFlag.FEED_ENABLED,
                        ObjectFlag.LAYOUTABLE,
                        ObjectFlag.MRU_ENABLED,
                        ObjectFlag.SEARCH_LAYOUTABLE,
                        ObjectFlag.TRIGGERABLE,
                        ObjectFlag.UNDELETABLE,
                        ObjectFlag.UPDATEABLE)
                .fields(
                        Field.id("Currency Type ID"),
                        ofTheOrg(Field.picklist(
                                        CurrencyRates.CODE,
                                        "Currency ISO Code",
                                        40,
                                        Currencies.ALL.stream()
                                                .map(currency -> Field.entry(currency.code(), currency.name()))
                                                .toList())
                                .restricted()),
                        ofTheOrg(Field.decimal(FieldKind.DOUBLE, CurrencyRates.RATE, "Conversion Rate", 18, SCALE)),
                        ofTheOrg(Field.whole("DecimalPlaces", "Decimal Places", 9)),
                        ofTheOrg(Field.checkbox("IsActive", "Active")),
                        ofTheOrg(Field.checkbox("IsCorporate", "Corporate Currency")))
                .fields(StandardFields.stamps())
                .build();
    }

    private static Field ofTheOrg(Field field) {
        return field.readOnly().without(FieldFlag.NILLABLE);
    }

    static void putAll(NewOrg org, String creatorId, Instant at) {
        for (var currency : Currencies.ALL) {
            org.put(
                    CurrencyRates.OBJECT,
                    Map.of(
                            CurrencyRates.CODE,
                            currency.code(),
                            CurrencyRates.RATE,
                            currency.rate(),
                            "DecimalPlaces",
                            Integer.toString(currency.decimalPlaces()),
                            "IsActive",
                            Boolean.toString(currency.active()),
                            "IsCorporate",
                            Boolean.toString(currency.code().equals(Currencies.CORPORATE))),
                    at,
                    creatorId);
        }
    }
}
