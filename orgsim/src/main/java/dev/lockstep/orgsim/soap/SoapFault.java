package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.FaultKind;
import dev.lockstep.orgsim.org.OrgFault;
import java.util.Optional;

/// A call refused as a whole, as SOAP tells it.
final class SoapFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String element;
    private final String code;
    private final transient Optional<OrgFault.Place> place;

    /// @param element which of the API's fault elements carries it
    private SoapFault(String element, String code, String message, Optional<OrgFault.Place> place) {
        super(message);
        this.element = element;
        this.code = code;
        this.place = place;
    }

    @Assumed(reason = "The three faults whose schema demands a place tell -1 where there is none.")
    static SoapFault of(OrgFault fault) {
        boolean hasPlace = fault.kind() == FaultKind.MALFORMED_QUERY
                || fault.kind() == FaultKind.INVALID_FIELD
                || fault.kind() == FaultKind.INVALID_SOBJECT;
        return new SoapFault(
                fault.kind().element(),
                fault.code(),
                fault.text(),
                hasPlace ? Optional.of(fault.place().orElse(new OrgFault.Place(-1, -1))) : Optional.empty());
    }

    static SoapFault unexpected(String code, String message) {
        return new SoapFault(FaultKind.UNEXPECTED_ERROR.element(), code, message, Optional.empty());
    }

    static SoapFault login(String code, String message) {
        return new SoapFault("LoginFault", code, message, Optional.empty());
    }

    String element() {
        return element;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    Optional<OrgFault.Place> place() {
        return place;
    }
}
