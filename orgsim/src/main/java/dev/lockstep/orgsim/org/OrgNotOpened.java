package dev.lockstep.orgsim.org;

/// The data folder can't be used. The message is one sentence for a person, with what to do.
public final class OrgNotOpened extends RuntimeException {
    private static final long serialVersionUID = 1;

    OrgNotOpened(String message) {
        super(message);
    }
}
