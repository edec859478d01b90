package dev.lockstep.app.console;

import java.time.Duration;
import java.util.Locale;

/// How numbers and times are written for people.
public final class Texts {
    private static final long MILLIS_A_SECOND = 1_000;
    private static final long SECONDS_A_MINUTE = 60;

    private Texts() {}

    /// Such as `850 ms`, `4.2 s` or `3 min 05 s`. Never negative: clocks differ a little.
    public static String duration(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < MILLIS_A_SECOND) {
            return millis + " ms";
        }
        long seconds = millis / MILLIS_A_SECOND;
        return seconds < SECONDS_A_MINUTE
                ? String.format(Locale.ROOT, "%.1f s", millis / (double) MILLIS_A_SECOND)
                : String.format(Locale.ROOT, "%d min %02d s", seconds / SECONDS_A_MINUTE, seconds % SECONDS_A_MINUTE);
    }

    /// Such as `1,234,567`.
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
