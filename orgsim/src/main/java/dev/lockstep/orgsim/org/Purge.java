package dev.lockstep.orgsim.org;

import java.time.Instant;

/// Records that the recycle bin kept long enough are gone for good: by the org's clock, before anybody looks again.
final class Purge {
    private Purge() {}

    static boolean isDue(OrgState state, Instant now) {
        return state.schema().objects().stream()
                .anyMatch(object -> state.table(object).departures().isAnyDue(now));
    }

    /// The transaction, once all that is due at its time is gone.
    static Transaction of(Transaction transaction) {
        var state = transaction.state();
        for (var object : state.schema().objects()) {
            var table = state.table(object);
            table.departures().due(transaction.stamp()).forEach(number -> {
                if (table.find(number).orElseThrow() instanceof StoredRecord record) {
                    transaction.put(record.gone());
                }
            });
        }
        return transaction;
    }
}
