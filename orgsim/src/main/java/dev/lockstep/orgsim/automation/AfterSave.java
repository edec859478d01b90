package dev.lockstep.orgsim.automation;

import dev.lockstep.orgsim.org.HookRun;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.SaveHook;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Does something after each record of an object was saved.
///
/// @param object the name as the org spells it
public record AfterSave(String object, What what) implements SaveHook {
    /// What is done.
    public sealed interface What {
        /// Makes a contact of each new account, as its user.
        record CreateContact() implements What {}

        /// The transaction takes longer, by the org's clock.
        record TakeTime(Duration time) implements What {}

        /// The automation throws.
        record Fail(String message) implements What {}
    }

    @Override
    public void after(HookRun run, RecordView saved) {
        if (!saved.object().name().equals(object)) {
            return;
        }
        switch (what) {
            case What.CreateContact _ -> {
                if (run.isInsert()) {
                    run.create(new InputRecord(
                            "Contact",
                            Optional.empty(),
                            Map.of("LastName", "Made by automation", "AccountId", saved.id()),
                            Set.of(),
                            Map.of()));
                }
            }
            case What.TakeTime(Duration time) -> run.takeTime(time);
            case What.Fail(String message) -> throw new IllegalStateException(message);
        }
    }
}
