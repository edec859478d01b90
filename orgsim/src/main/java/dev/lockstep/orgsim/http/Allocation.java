package dev.lockstep.orgsim.http;

/// How much an org may have of something, and how much of it is left.
///
/// @param name as the list of an org's limits has it
public record Allocation(String name, long most, long left) {
    /// What is left when so much is used; nothing where more is used than there may be.
    public static Allocation used(String name, long most, long used) {
        return new Allocation(name, most, Math.max(0, most - used));
    }
}
