package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.HookRun;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.SaveHook;
import dev.lockstep.orgsim.org.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Refuses the first name in the first round, the second in the second, and so on. A round begins with a name that
/// was seen before.
final class RefusesByRound implements SaveHook {
    private final List<String> refused;
    private final List<String> saved = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int round;

    RefusesByRound(List<String> refused) {
        this.refused = refused;
    }

    @Override
    public Optional<SaveError> check(HookRun run, Draft draft) {
        String name = name(draft);
        if (!seen.add(name)) {
            round++;
            seen.clear();
            seen.add(name);
        }
        if (round >= refused.size() || !refused.get(round).equals(name)) {
            return Optional.empty();
        }
        return Optional.of(new SaveError("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Not " + name + " in this round"));
    }

    @Override
    public void after(HookRun run, RecordView record) {
        saved.add(name(record));
    }

    /// The names of all that were saved, once a round.
    List<String> saved() {
        return saved;
    }

    private static String name(RecordView record) {
        return record.value("Name") instanceof Value.Text(String text) ? text : "";
    }
}
