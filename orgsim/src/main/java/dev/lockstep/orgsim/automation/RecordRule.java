package dev.lockstep.orgsim.automation;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.HookRun;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.SaveHook;
import java.util.Optional;

/// Refuses records of an object.
///
/// @param object the name as the org spells it
public record RecordRule(String object, Rule rule) implements SaveHook {
    /// Which records are refused.
    public sealed interface Rule {
        /// A validation rule.
        ///
        /// @param condition what stands behind WHERE in a query; records that satisfy it are refused
        record Validation(String condition, String message) implements Rule {}

        /// A duplicate rule: another record has the same value.
        ///
        /// @param isBlock whether even a request that allows duplicates is refused
        record Duplicate(FieldDefinition field, boolean isBlock) implements Rule {}

        /// A trigger that keeps records from being deleted.
        ///
        /// @param condition what stands behind WHERE in a query; records that satisfy it stay
        record Deletion(String condition, String message) implements Rule {}
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_duplicateruleheader.htm")
    @Assumed(reason = "The result of a duplicate rule tells no details; its text is the one that new rules have")
    @Override
    public Optional<SaveError> check(HookRun run, Draft draft) {
        if (!draft.object().name().equals(object)) {
            return Optional.empty();
        }
        return switch (rule) {
            case Rule.Validation(String condition, String message) ->
                run.satisfies(draft, condition)
                        ? Optional.of(new SaveError("FIELD_CUSTOM_VALIDATION_EXCEPTION", message))
                        : Optional.empty();
            case Rule.Duplicate(FieldDefinition field, boolean isBlock) ->
                (isBlock || !run.conditions().areDuplicatesAllowed())
                                && draft.isChanged(field.name())
                                && run.other(draft, field).isPresent()
                        ? Optional.of(new SaveError("DUPLICATES_DETECTED", "Use one of these records?"))
                        : Optional.empty();
            case Rule.Deletion _ -> Optional.empty();
        };
    }

    @Assumed(reason = "A trigger that adds an error refuses with the code of validation rules")
    @Override
    public Optional<SaveError> deletion(HookRun run, RecordView doomed) {
        return doomed.object().name().equals(object)
                        && rule instanceof Rule.Deletion(String condition, String message)
                        && run.satisfies(doomed, condition)
                ? Optional.of(new SaveError("FIELD_CUSTOM_VALIDATION_EXCEPTION", message))
                : Optional.empty();
    }
}
