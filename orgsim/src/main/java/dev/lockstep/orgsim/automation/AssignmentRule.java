package dev.lockstep.orgsim.automation;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Assignment;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.HookRun;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.SaveHook;
import dev.lockstep.orgsim.org.Value;
import java.util.Optional;

/// An active assignment rule: new cases or leads get its owner, where the request wants that.
///
/// @param object `Case` or `Lead`
/// @param ownerId of a user or a queue, of 18 characters
/// @param id the rule's own, of 18 characters
public record AssignmentRule(String object, String ownerId, String id) implements SaveHook {
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_autoassign.htm")
    @Override
    public void change(HookRun run, Draft draft) {
        if (draft.object().name().equals(object)
                && run.isInsert()
                && isWanted(run.conditions().assignment())) {
            draft.set("OwnerId", new Value.Text(ownerId));
        }
    }

    private boolean isWanted(Optional<Assignment> wished) {
        return wished.isPresent()
                && switch (wished.get()) {
                    case Assignment.Off _ -> false;
                    case Assignment.Active _ -> true;
                    case Assignment.ById(String asked) ->
                        RecordId.parse(asked)
                                .map(RecordId::text18)
                                .filter(id::equals)
                                .isPresent();
                };
    }
}
