package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Documented;
import java.time.Duration;

/// How people sign in, and how long they stay so.
///
/// @param sessionIdleLimit how long a session lives without use: one second to 24 hours
/// @param passwords of the org's users
public record SignInSettings(Duration sessionIdleLimit, UserPasswords passwords) {
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.admin_sessions.htm")
    private static final Duration IDLE_LIMIT = Duration.ofHours(2);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.admin_sessions.htm")
    private static final Duration LONGEST = Duration.ofHours(24);

    public SignInSettings {
        if (sessionIdleLimit.compareTo(SHORTEST) < 0 || sessionIdleLimit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A session lives for one second to 24 hours without use, not for %d minutes."
                            .formatted(sessionIdleLimit.toMinutes()));
        }
    }

    /// Two hours, and the passwords of the demo.
    public static SignInSettings defaults() {
        return new SignInSettings(IDLE_LIMIT, new UserPasswords("lockstep-demo-secret", "lockstep-demo-user-secret"));
    }

    public SignInSettings withSessionIdleLimit(Duration otherLimit) {
        return new SignInSettings(otherLimit, passwords);
    }

    public SignInSettings withPasswords(UserPasswords otherPasswords) {
        return new SignInSettings(sessionIdleLimit, otherPasswords);
    }
}
