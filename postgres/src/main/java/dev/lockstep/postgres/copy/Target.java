package dev.lockstep.postgres.copy;

/// Where a column of a page goes.
///
/// @param column the table's column
/// @param pageColumn the page's, as it names it
public record Target(String column, String pageColumn) {}
