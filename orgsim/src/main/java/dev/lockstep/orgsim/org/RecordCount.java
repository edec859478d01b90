package dev.lockstep.orgsim.org;

/// How many records an object has.
///
/// @param live that aren't deleted
/// @param deleted that are in the recycle bin
public record RecordCount(long live, long deleted) {}
