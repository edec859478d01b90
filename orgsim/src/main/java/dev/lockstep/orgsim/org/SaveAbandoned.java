package dev.lockstep.orgsim.org;

/// The org is being closed while a save waits for its time or for records: nothing of it is kept.
public final class SaveAbandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    SaveAbandoned() {
        super("The org was closed while a save was waiting");
    }
}
