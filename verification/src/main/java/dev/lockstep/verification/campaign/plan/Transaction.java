package dev.lockstep.verification.campaign.plan;

import java.util.List;
import java.util.stream.Collectors;

/// What an application does in one transaction.
///
/// @param openMillis how long it stays open before its end
public record Transaction(List<Change> changes, End end, int openMillis) {
    public Transaction {
        changes = List.copyOf(changes);
    }

    public enum End {
        COMMIT,
        ROLLBACK
    }

    public static Transaction of(Change... changes) {
        return new Transaction(List.of(changes), End.COMMIT, 0);
    }

    @Override
    public String toString() {
        return changes.stream().map(Change::toString).collect(Collectors.joining("; ")) + "; "
                + (openMillis > 0 ? "wait " + openMillis + " ms; " : "") + end;
    }
}
