package dev.lockstep.orgsim.org;

import java.util.Optional;

/// What a master's field tells of its details.
///
/// @param detail the object of the details
/// @param master their lookup that names the master
/// @param field of the details; none where they are counted
public record RollUp(String detail, String master, Operation operation, Optional<String> field) {
    /// How one value is made of many.
    public enum Operation {
        COUNT,
        SUM,
        MIN,
        MAX
    }

    public RollUp {
        if (field.isPresent() == (operation == Operation.COUNT)) {
            throw new IllegalArgumentException("All but counts have a field");
        }
    }

    /// How many details there are.
    public static RollUp count(String detail, String master) {
        return new RollUp(detail, master, Operation.COUNT, Optional.empty());
    }

    /// What the details' values of a field make together.
    public static RollUp of(Operation operation, String detail, String master, String field) {
        return new RollUp(detail, master, operation, Optional.of(field));
    }
}
