package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Documented;
import java.time.Duration;
import java.time.Instant;

/// How long jobs of any kind are kept.
public final class JobLife {
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_bulkapi.htm")
    private static final Duration LIFE = Duration.ofDays(7);

    private JobLife() {}

    public static boolean isOver(Instant created, Instant now) {
        return created.plus(LIFE).isBefore(now);
    }
}
