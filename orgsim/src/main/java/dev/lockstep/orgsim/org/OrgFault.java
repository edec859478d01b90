package dev.lockstep.orgsim.org;

import java.util.Optional;

/// A call that the org refuses as a whole.
public final class OrgFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final FaultKind kind;
    private final String code;
    private final transient Optional<Place> place;

    /// A place in a query; both count from 1.
    public record Place(int row, int column) {}

    public OrgFault(FaultKind kind, String code, String message) {
        this(kind, code, message, Optional.empty());
    }

    public OrgFault(FaultKind kind, String code, String message, Optional<Place> place) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.place = place;
    }

    public FaultKind kind() {
        return kind;
    }

    /// The exception code, such as `MALFORMED_QUERY`. The message doesn't repeat it.
    public String code() {
        return code;
    }

    /// Where in the query, for the three kinds of fault that tell it.
    public Optional<Place> place() {
        return place;
    }

    /// The text without the code.
    public String text() {
        return String.valueOf(getMessage());
    }
}
