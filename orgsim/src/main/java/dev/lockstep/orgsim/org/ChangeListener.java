package dev.lockstep.orgsim.org;

/// Hears what each commit changed, one after the other, in the order of the commits.
public interface ChangeListener {
    /// Hears nothing.
    ChangeListener NONE = (_, _) -> {};

    /// Is called before all else, with what the org is built of.
    default void opening(Schema schema) {}

    /// Is called when the changes are on disk and visible, before the next save begins; those of an opened folder are
    /// told while it is opened. It must not wait for long, nor save, nor throw.
    ///
    /// @param now the org as the commit left it
    void committed(ChangeSet set, OrgState now);
}
