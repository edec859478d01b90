package dev.lockstep.orgsim.org;

import java.util.Optional;

/// What describe tells of a field and none of the org's rules needs.
///
/// @param controller the field whose value decides which values of this picklist are offered
/// @param defaultFormula where the default value comes from, if it is written as a formula
/// @param asDescribed of a field that was made of a description
public record FieldNotes(
        Optional<String> helpText,
        Optional<String> controller,
        Optional<String> defaultFormula,
        Optional<AsDescribed> asDescribed) {
    public static final FieldNotes NONE = new FieldNotes(Optional.empty(), Optional.empty(), Optional.empty());

    /// Of a field that was made of anything but a description.
    public FieldNotes(Optional<String> helpText, Optional<String> controller, Optional<String> defaultFormula) {
        this(helpText, controller, defaultFormula, Optional.empty());
    }
}
