package dev.lockstep.orgsim.org;

import java.util.Optional;

/// Automation of an org, such as triggers, flows and rules: it runs whenever a record is created, updated or
/// deleted, by any API, in the transaction of the save.
///
/// A hook that throws fails all records of the call, as an Apex trigger does that doesn't catch its exception.
public interface SaveHook {
    /// Before the record is checked: may set fields.
    default void change(HookRun run, Draft draft) {}

    /// After the record was checked by the org's own rules: may refuse it.
    default Optional<SaveError> check(HookRun run, Draft draft) {
        return Optional.empty();
    }

    /// Before a record that the call names is deleted: may refuse it. For what goes along with it, no automation runs.
    default Optional<SaveError> deletion(HookRun run, RecordView doomed) {
        return Optional.empty();
    }

    /// After the record is saved: may save others.
    default void after(HookRun run, RecordView saved) {}
}
