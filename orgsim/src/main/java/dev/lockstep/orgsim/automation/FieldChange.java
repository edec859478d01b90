package dev.lockstep.orgsim.automation;

import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.HookRun;
import dev.lockstep.orgsim.org.SaveHook;
import dev.lockstep.orgsim.org.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Changes one field of each record of an object before it is saved, as flows and triggers do.
///
/// @param field a field of that object
public record FieldChange(String object, FieldDefinition field, How how) implements SaveHook {
    /// What is done to the value.
    public sealed interface How {
        /// Many blanks become one, and those around the text go.
        record Trim() implements How {}

        /// A number has fewer digits.
        ///
        /// @param digits how many stay behind the point
        record Round(int digits) implements How {}

        /// An empty field gets a value.
        ///
        /// @param text the value where there is none
        record Fill(String text) implements How {}
    }

    @Override
    public void change(HookRun run, Draft draft) {
        if (!draft.object().name().equals(object)) {
            return;
        }
        Value before = draft.value(field.name());
        Value after = switch (how) {
            case How.Trim _ ->
                before instanceof Value.Text(String text)
                        ? Value.text(text.strip().replaceAll("\\s+", " "))
                        : before;
            case How.Round(int digits) ->
                before instanceof Value.Decimal(BigDecimal number)
                        ? new Value.Decimal(number.setScale(digits, RoundingMode.HALF_UP)
                                .setScale(number.scale(), RoundingMode.HALF_UP))
                        : before;
            case How.Fill(String text) ->
                before == Value.Absent.ABSENT ? run.value(field, text).orElse(before) : before;
        };
        draft.set(field.name(), after);
    }
}
