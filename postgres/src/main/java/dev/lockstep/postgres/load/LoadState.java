package dev.lockstep.postgres.load;

import dev.lockstep.postgres.merge.ReadMark;
import java.util.Map;
import java.util.Optional;

/// A load that is under way, as the data database remembers it.
///
/// @param question what the org was asked
/// @param mark what was known before it was asked
/// @param job that the org runs for it; absent where it is read page by page
/// @param pages of the job's result that were begun, by their names
public record LoadState(
        LoadTarget target, String question, ReadMark mark, Optional<String> job, Map<String, LoadedPage> pages) {
    public LoadState {
        pages = Map.copyOf(pages);
    }

    /// How far a page is.
    ///
    /// @param records so many were taken, from the first on
    /// @param refused so many of these the database refused
    public record LoadedPage(long records, long refused, boolean isWhole) {}

    /// How many records were taken.
    public long records() {
        return pages.values().stream().mapToLong(LoadedPage::records).sum();
    }

    /// How many of them the database refused.
    public long refused() {
        return pages.values().stream().mapToLong(LoadedPage::refused).sum();
    }
}
