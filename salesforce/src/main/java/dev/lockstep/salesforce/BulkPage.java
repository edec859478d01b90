package dev.lockstep.salesforce;

/// A part of a job's result, which can be fetched as often as one likes while the job exists, and always holds the
/// same records in the same order.
///
/// @param path where it is, as the org named it: the name under which to remember what was done with it
public record BulkPage(String path) {}
