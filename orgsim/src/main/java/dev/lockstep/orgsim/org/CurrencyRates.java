package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;

/// What amounts of one currency are worth in another. Where the org has one currency, all stay as they are.
public final class CurrencyRates {
    /// The object whose records are the org's currencies.
    public static final String OBJECT = "CurrencyType";

    public static final String CODE = "IsoCode";

    /// How much of the currency one of the corporate currency is.
    public static final String RATE = "ConversionRate";

    /// The field that tells the currency of a record's amounts.
    public static final String FIELD = "CurrencyIsoCode";

    /// The field that tells the currency of the records that a user makes.
    public static final String OF_USER = "DefaultCurrencyIsoCode";

    private final Map<String, BigDecimal> rates;

    private CurrencyRates(Map<String, BigDecimal> rates) {
        this.rates = rates;
    }

    static CurrencyRates of(OrgState state) {
        var rates = new HashMap<String, BigDecimal>();
        state.schema()
                .object(OBJECT)
                .ifPresent(object -> state.table(object).stored().forEachRemaining(currency -> {
                    if (currency.value(CODE) instanceof Value.Text(var code)
                            && currency.value(RATE) instanceof Value.Decimal(var rate)) {
                        rates.put(code, rate);
                    }
                }));
        return new CurrencyRates(rates);
    }

    /// What an amount of one record is in the currency of another.
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_objects_currencytype.htm")
    @Assumed(reason = "By way of the corporate currency, and rounded no earlier than the sum is")
    Value convert(Value amount, RecordView from, RecordView to) {
        var rate = rates.get(code(from));
        var other = rates.get(code(to));
        return rate == null
                        || other == null
                        || rate.compareTo(other) == 0
                        || !(amount instanceof Value.Decimal(var number))
                ? amount
                : new Value.Decimal(number.multiply(other).divide(rate, MathContext.DECIMAL128));
    }

    private static String code(RecordView record) {
        return record.object().position(FIELD).isPresent() && record.value(FIELD) instanceof Value.Text(var code)
                ? code
                : "";
    }
}
