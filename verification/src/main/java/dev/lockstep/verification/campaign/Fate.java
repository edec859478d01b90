package dev.lockstep.verification.campaign;

/// What was done to a thing, as far as its maker knows. Safe for several threads.
final class Fate {
    private Certainty made = Certainty.NOT_TRIED;
    private Certainty removed = Certainty.NOT_TRIED;
    private Certainty refused = Certainty.NOT_TRIED;
    private boolean isCorrected;
    private int acknowledged;
    private int latest;

    /// What is known of a change whose maker may have lost the answer.
    enum Certainty {
        NOT_TRIED,
        DOUBTFUL,
        ACKNOWLEDGED
    }

    /// What was done.
    enum Deed {
        MADE,
        /// Made with a value that the org refuses.
        MADE_REFUSED,
        CHANGED,
        CHANGED_REFUSED,
        CORRECTED,
        REMOVED
    }

    synchronized void did(Deed deed, Certainty certainty) {
        switch (deed) {
            case MADE -> made = certainty;
            case MADE_REFUSED -> {
                made = certainty;
                refused = certainty;
            }
            case CHANGED -> changed(certainty);
            case CHANGED_REFUSED -> {
                changed(certainty);
                refused = certainty;
            }
            case CORRECTED -> {
                changed(certainty);
                isCorrected = true;
            }
            case REMOVED -> removed = certainty;
        }
    }

    private void changed(Certainty certainty) {
        latest++;
        if (certainty == Certainty.ACKNOWLEDGED) {
            acknowledged++;
        }
    }

    /// Whether a change can be made to it: it was surely made, and nothing was done to remove it.
    synchronized boolean mustBeThere() {
        return made == Certainty.ACKNOWLEDGED && removed == Certainty.NOT_TRIED;
    }

    synchronized boolean mustBeGone() {
        return removed == Certainty.ACKNOWLEDGED;
    }

    /// Whether both sides may end with this version: the last one acknowledged, or a later doubtful one.
    synchronized boolean mayHaveVersion(int version) {
        return version >= acknowledged && version <= latest;
    }

    /// The version that a maker who counts by itself writes next.
    synchronized int nextVersion() {
        return latest + 1;
    }

    /// Whether the org may have refused something of it that still stands on the list of errors.
    synchronized boolean mayBeListed() {
        return refused != Certainty.NOT_TRIED && !isCorrected;
    }

    synchronized boolean mustBeListed() {
        return refused == Certainty.ACKNOWLEDGED && !isCorrected && removed == Certainty.NOT_TRIED;
    }

    synchronized boolean hadRefusals() {
        return refused != Certainty.NOT_TRIED;
    }

    synchronized boolean isCorrected() {
        return isCorrected;
    }

    @Override
    public synchronized String toString() {
        return "made " + made + ", removed " + removed + ", refused " + refused + (isCorrected ? " and corrected" : "")
                + ", version " + acknowledged + (latest > acknowledged ? " to " + latest : "");
    }
}
