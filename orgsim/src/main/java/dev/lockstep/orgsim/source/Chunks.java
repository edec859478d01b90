package dev.lockstep.orgsim.source;

import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.SaveOutcome;
import java.time.Instant;
import java.util.List;

/// Saves in a new org what files bring. All of a chunk have one stamp; the next chunk comes a second later.
public final class Chunks {
    /// So many records are saved together at most.
    public static final int AT_ONCE = 200;

    private final NewOrg org;
    private final String userId;
    private Instant at;

    /// @param userId who saves
    /// @param first the first chunk's stamp
    public Chunks(NewOrg org, String userId, Instant first) {
        this.org = org;
        this.userId = userId;
        this.at = first;
    }

    /// One outcome a record.
    public List<SaveOutcome> create(List<InputRecord> records) {
        return org.tryToCreate(userId, next(), records);
    }

    /// One outcome a record.
    public List<SaveOutcome> update(List<InputRecord> records) {
        return org.tryToUpdate(userId, next(), records);
    }

    private Instant next() {
        var stamp = at;
        at = at.plusSeconds(1);
        return stamp;
    }

    /// How a record is refused that the org doesn't take.
    public static String refusal(SaveOutcome.Refused refused) {
        var error = refused.errors().getFirst();
        return "the org refuses the record, " + error.statusCode() + " (" + error.message() + "): correct it";
    }
}
