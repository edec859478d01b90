package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.soql.Literal.Days;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// The date literals, from `TODAY` to `NEXT_N_DAYS:n`. Weeks, quarters and fiscal periods depend on the org's settings
/// and aren't known here.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm")
final class Periods {
    private final LocalDate today;

    Periods(LocalDate today) {
        this.today = today;
    }

    /// Empty for a name that isn't known here.
    Optional<Days> named(String name) {
        var month = today.withDayOfMonth(1);
        var year = today.withDayOfYear(1);
        return Optional.ofNullable(
                switch (name.toUpperCase(Locale.ROOT)) {
                    case "YESTERDAY" -> new Days(today.minusDays(1), today);
                    case "TODAY" -> new Days(today, today.plusDays(1));
                    case "TOMORROW" -> new Days(today.plusDays(1), today.plusDays(2));
                    case "LAST_MONTH" -> new Days(month.minusMonths(1), month);
                    case "THIS_MONTH" -> new Days(month, month.plusMonths(1));
                    case "NEXT_MONTH" -> new Days(month.plusMonths(1), month.plusMonths(2));
                    case "LAST_YEAR" -> new Days(year.minusYears(1), year);
                    case "THIS_YEAR" -> new Days(year, year.plusYears(1));
                    case "NEXT_YEAR" -> new Days(year.plusYears(1), year.plusYears(2));
                    default -> null;
                });
    }

    /// `name:count`
    @Assumed(
            reason = "LAST_N_DAYS ends with today, NEXT_N_DAYS starts tomorrow; the documents tell the start clearly,"
                    + " the end less so")
    Optional<Days> counted(String name, int count) {
        return Optional.ofNullable(
                switch (name.toUpperCase(Locale.ROOT)) {
                    case "LAST_N_DAYS" -> new Days(today.minusDays(count), today.plusDays(1));
                    case "NEXT_N_DAYS" -> new Days(today.plusDays(1), today.plusDays(count + 1L));
                    case "N_DAYS_AGO" -> new Days(today.minusDays(count), today.minusDays(count - 1L));
                    default -> null;
                });
    }
}
