package dev.lockstep.postgres.load;

/// Where a page of a job's result stands.
///
/// @param page by its name
/// @param records so many of its records were taken, from the first on
public record PagePosition(String page, long records) {

    /// After so many more.
    public PagePosition plus(long more) {
        return new PagePosition(page, records + more);
    }
}
