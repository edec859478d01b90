package dev.lockstep.salesforce;

import java.util.Objects;

/// A request that an org didn't answer as asked, classified once.
///
/// The message is one sentence: what failed, what it concerns, what the org said. It holds no secret.
public final class OrgFailure extends RuntimeException {
    /// Nobody answered, or the answer was cut short.
    public static final String NO_ANSWER = "NO_ANSWER";
    /// An answer came that isn't one of the API's.
    public static final String UNREADABLE_ANSWER = "UNREADABLE_ANSWER";
    /// The org doesn't say of this object what changed since when.
    public static final String NOT_REPLICATEABLE = "NOT_REPLICATEABLE";

    /// The org knows no such thing, or no longer.
    public static final String NOT_FOUND = "NOT_FOUND";

    /// A job isn't in a state in which the org does what was asked. It may be in that state because of an earlier
    /// request of ours: look at the job.
    public static final String WRONG_JOB_STATE = "INVALIDJOBSTATE";

    private static final long serialVersionUID = 1L;

    private final String code;
    private final Treatment treatment;
    private final String concerns;
    private final String hint;

    public OrgFailure(String code, Treatment treatment, String concerns, String message, String hint) {
        super(concerns + ": " + message + " (" + code + ")");
        this.code = code;
        this.treatment = treatment;
        this.concerns = concerns;
        this.hint = hint;
    }

    public OrgFailure(String code, Treatment treatment, String concerns, String message, String hint, Throwable cause) {
        this(code, treatment, concerns, message, hint);
        initCause(cause);
    }

    /// The org's own code, such as `REQUEST_LIMIT_EXCEEDED`, `HTTP_502` where it gave none, or one of the
    /// constants here.
    public String code() {
        return code;
    }

    /// How to treat the org after this. Of a write whose outcome is unknown it never says that it may be sent
    /// again.
    public Treatment treatment() {
        return treatment;
    }

    /// What was asked of the org, such as `describe Account`.
    public String concerns() {
        return concerns;
    }

    /// What a person can do.
    public String hint() {
        return hint;
    }

    /// The sentence; never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
