package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Dates, times and date literals. It is noon of 2026-03-15 in UTC.
class DatesTest {
    private final Things things = new Things();

    private void day(String day) {
        things.put(day, "Day__c", day, "Moment__c", day + "T23:59:59Z");
    }

    @Test
    void comparesDatesAndMoments() {
        day("2026-03-14");
        day("2026-03-15");

        assertThat(things.where("Day__c = 2026-03-14")).containsExactly("2026-03-14");
        assertThat(things.where("Day__c > 2026-03-14")).containsExactly("2026-03-15");
        assertThat(things.where("Day__c IN (2026-03-14, 2026-03-15)")).hasSize(2);
        assertThat(things.where("Moment__c = 2026-03-14T23:59:59Z")).containsExactly("2026-03-14");
        assertThat(things.where("Moment__c = 2026-03-14T23:59:59.000Z")).containsExactly("2026-03-14");
        assertThat(things.where("Moment__c = 2026-03-15T08:59:59+09:00")).containsExactly("2026-03-14");
        assertThat(things.where("Moment__c = 2026-03-14T15:59:59-0800")).containsExactly("2026-03-14");
        assertThat(things.where("Moment__c > 2026-03-14T23:59:58.999Z AND Moment__c < 2026-03-14T23:59:59.001Z"))
                .containsExactly("2026-03-14");
        assertThat(things.where("Moment__c > 2026-03-14T23:59:59.001Z")).containsExactly("2026-03-15");
    }

    @Test
    void comparesTimesOfDay() {
        things.put("early", "Time__c", "06:15:00");
        things.put("late", "Time__c", "23:00:00.500");

        assertThat(things.where("Time__c = 06:15:00Z")).containsExactly("early");
        assertThat(things.where("Time__c > 06:15:00.000Z")).containsExactly("late");
        assertThat(things.where("Time__c = 23:00:00.500Z")).containsExactly("late");
    }

    @Test
    void knowsTheDaysAroundToday() {
        day("2026-03-12");
        day("2026-03-13");
        day("2026-03-14");
        day("2026-03-15");
        day("2026-03-16");
        day("2026-03-17");

        for (var field : new String[] {"Day__c", "Moment__c"}) {
            assertThat(things.where(field + " = TODAY")).containsExactly("2026-03-15");
            assertThat(things.where(field + " = yesterday")).containsExactly("2026-03-14");
            assertThat(things.where(field + " = TOMORROW")).containsExactly("2026-03-16");
            assertThat(things.where(field + " = LAST_N_DAYS:2"))
                    .containsExactly("2026-03-13", "2026-03-14", "2026-03-15");
            assertThat(things.where(field + " = NEXT_N_DAYS:2")).containsExactly("2026-03-16", "2026-03-17");
            assertThat(things.where(field + " = N_DAYS_AGO:3")).containsExactly("2026-03-12");
            assertThat(things.where(field + " < YESTERDAY")).containsExactly("2026-03-12", "2026-03-13");
            assertThat(things.where(field + " <= YESTERDAY")).hasSize(3).contains("2026-03-14");
            assertThat(things.where(field + " > TODAY")).containsExactly("2026-03-16", "2026-03-17");
            assertThat(things.where(field + " >= TODAY")).hasSize(3).contains("2026-03-15");
            assertThat(things.where(field + " != TODAY")).hasSize(5).doesNotContain("2026-03-15");
        }
    }

    @Test
    void knowsMonthsAndYears() {
        day("2025-12-31");
        day("2026-02-28");
        day("2026-03-01");
        day("2026-04-01");
        day("2027-01-01");

        assertThat(things.where("Day__c = LAST_MONTH")).containsExactly("2026-02-28");
        assertThat(things.where("Moment__c = THIS_MONTH")).containsExactly("2026-03-01");
        assertThat(things.where("Day__c = NEXT_MONTH")).containsExactly("2026-04-01");
        assertThat(things.where("Moment__c = LAST_YEAR")).containsExactly("2025-12-31");
        assertThat(things.where("Day__c = THIS_YEAR")).containsExactly("2026-02-28", "2026-03-01", "2026-04-01");
        assertThat(things.where("Day__c = NEXT_YEAR")).containsExactly("2027-01-01");
    }
}
