package dev.lockstep.orgsim.org;

import java.util.Optional;

/// One value of a picklist. `isDefault` is describe's `defaultValue`.
///
/// @param validFor for which values of the controlling field it is offered, as describe writes it: a row of bits in
/// Base64
public record PicklistEntry(String value, String label, boolean active, boolean isDefault, Optional<String> validFor) {
    /// A value that depends on no other field.
    public PicklistEntry(String value, String label, boolean active, boolean isDefault) {
        this(value, label, active, isDefault, Optional.empty());
    }
}
