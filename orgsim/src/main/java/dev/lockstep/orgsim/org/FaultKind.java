package dev.lockstep.orgsim.org;

/// Which of the fault elements of the SOAP API carries a fault.
public enum FaultKind {
    MALFORMED_QUERY("MalformedQueryFault"),
    INVALID_FIELD("InvalidFieldFault"),
    INVALID_SOBJECT("InvalidSObjectFault"),
    INVALID_ID("InvalidIdFault"),
    INVALID_QUERY_LOCATOR("InvalidQueryLocatorFault"),
    UNEXPECTED_ERROR("UnexpectedErrorFault");

    private final String element;

    FaultKind(String element) {
        this.element = element;
    }

    public String element() {
        return element;
    }
}
