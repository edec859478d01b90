package dev.lockstep.orgsim.org;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// What an org is opened with.
///
/// @param data the folder of the journal; without one the org lives in memory alone
/// @param content what a new org holds
/// @param generatedRows how many rows `Reading__c` has before any is changed; 0 leaves the object out
public record OrgSettings(Optional<Path> data, OrgContent content, long generatedRows, InstantSource clock) {
    private static final long MOST_GENERATED_ROWS = 1_000_000_000;

    public OrgSettings {
        if (generatedRows < 0 || generatedRows > MOST_GENERATED_ROWS) {
            throw new IllegalArgumentException(
                    "The number of generated rows is " + generatedRows + ", allowed is 0 to " + MOST_GENERATED_ROWS);
        }
    }
}
