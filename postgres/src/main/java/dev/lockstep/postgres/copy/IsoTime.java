package dev.lockstep.postgres.copy;

import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;

/// Dates and times as an org spells them: `2026-01-31`, `10:00:00`, `10:00:00.000`. PostgreSQL means the same by them
/// under every date style. What it takes besides (hour 24, second 60, more than six digits of a second) isn't here.
final class IsoTime {
    static final int NONE = -1;
    static final int NO_DAY = Integer.MIN_VALUE;
    static final int DATE_LENGTH = "2026-01-31".length();
    static final long MICROS_OF_A_DAY = 86_400_000_000L;

    private static final int CLOCK_LENGTH = "10:00:00".length();
    private static final int FRACTION_DIGITS = 6;
    /// Where PostgreSQL's days begin, in the days of Java.
    private static final long POSTGRES_EPOCH =
            LocalDate.of(2000, Month.JANUARY, 1).toEpochDay();

    private IsoTime() {}

    /// The days from PostgreSQL's first one to the date of the years 1 to 9999 that these bytes begin with, or
    /// [#NO_DAY].
    static int day(byte[] bytes, int offset, int length) {
        if (length < DATE_LENGTH || bytes[offset + 4] != '-' || bytes[offset + 7] != '-') {
            return NO_DAY;
        }
        int year = number(bytes, offset, 4);
        int month = number(bytes, offset + 5, 2);
        int day = number(bytes, offset + 8, 2);
        if (year < 1
                || month < 1
                || month > 12
                || day < 1
                || day > Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year))) {
            return NO_DAY;
        }
        return (int) (LocalDate.of(year, month, day).toEpochDay() - POSTGRES_EPOCH);
    }

    /// The microseconds since midnight, or [#NONE] where these bytes aren't a time and nothing else.
    static long clock(byte[] bytes, int offset, int length) {
        if (length < CLOCK_LENGTH || bytes[offset + 2] != ':' || bytes[offset + 5] != ':') {
            return NONE;
        }
        int hour = number(bytes, offset, 2);
        int minute = number(bytes, offset + 3, 2);
        int second = number(bytes, offset + 6, 2);
        int micros = micros(bytes, offset + CLOCK_LENGTH, length - CLOCK_LENGTH);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || micros == NONE) {
            return NONE;
        }
        return ((hour * 60 + minute) * 60 + second) * 1_000_000L + micros;
    }

    private static int micros(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int digits = length - 1;
        if (bytes[offset] != '.' || digits == 0 || digits > FRACTION_DIGITS) {
            return NONE;
        }
        int micros = number(bytes, offset + 1, digits);
        for (int i = digits; i < FRACTION_DIGITS && micros != NONE; i++) {
            micros *= 10;
        }
        return micros;
    }

    /// The number of so many digits, or [#NONE] where another byte is among them.
    private static int number(byte[] bytes, int offset, int digits) {
        int number = 0;
        for (int at = offset; at < offset + digits; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
