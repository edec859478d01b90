package dev.lockstep.orgsim.faults;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;

/// Why an org refuses a request whatever it asks for.
@Documented(
        url =
                "https://developer.salesforce.com/docs/platform/salesforce-app-limits-cheatsheet/guide/salesforce-app-limits-platform-api.html")
@Assumed(reason = "The codes are documented; the texts are those of public reports")
public enum RequestRefusal {
    /// The requests of the last 24 hours are used up.
    REQUEST_LIMIT("request-limit", 403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
    /// Too many requests run for longer than 20 seconds.
    CONCURRENT_LIMIT(
            "concurrent-limit",
            403,
            "REQUEST_LIMIT_EXCEEDED",
            "ConcurrentRequests (Concurrent API Requests) Limit exceeded."),
    /// A query ran for longer than two minutes.
    QUERY_TIMEOUT("query-timeout", 400, "QUERY_TIMEOUT", "Your query request was running for too long.");

    private final String fault;
    private final int status;
    private final String code;
    private final String text;

    RequestRefusal(String fault, int status, String code, String text) {
        this.fault = fault;
        this.status = status;
        this.code = code;
        this.text = text;
    }

    /// The name of the fault in rules.
    public String fault() {
        return fault;
    }

    /// The status of the answer, where the API says by it what is wrong.
    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String text() {
        return text;
    }
}
