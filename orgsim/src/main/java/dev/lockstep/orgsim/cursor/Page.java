package dev.lockstep.orgsim.cursor;

import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryRow;
import java.util.List;
import java.util.Optional;

/// Some rows of an answer.
///
/// @param next the locator of the page behind it; absent on the last
public record Page(QueryAnswer answer, List<QueryRow> rows, Optional<String> next) {
    public Page {
        rows = List.copyOf(rows);
    }

    public boolean isLast() {
        return next.isEmpty();
    }
}
