package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.OrgState;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryScope;
import java.time.Instant;

/// Holds the place of the query language.
public final class Soql {
    private Soql() {}

    /// Answers nothing yet.
    public static QueryAnswer query(OrgState state, String soql, QueryScope scope, Instant now) {
        throw new UnsupportedOperationException("No queries at " + now + " of " + state + ": " + soql + " " + scope);
    }
}
