package dev.lockstep.orgsim.org;

/// One value of a picklist. `isDefault` is describe's `defaultValue`.
public record PicklistEntry(String value, String label, boolean active, boolean isDefault) {}
