package dev.lockstep.postgres.verify;

import java.util.Optional;
import java.util.OptionalLong;

/// One thing that the two sides don't agree on.
///
/// @param sfid empty for a row that has none
/// @param row the row's `id`, empty where there is no row
/// @param column the column that differs, empty where a whole record or row is missing
/// @param inPostgres the value as the column prints it, empty for NULL
/// @param inOrg the org's value as that column prints it, empty for null
public record Difference(
        Kind kind,
        Optional<String> sfid,
        OptionalLong row,
        Optional<String> column,
        Optional<String> inPostgres,
        Optional<String> inOrg) {

    /// What is wrong.
    public enum Kind {
        ONLY_IN_ORG,
        ONLY_IN_POSTGRES,
        VALUES_DIFFER
    }
}
