package dev.lockstep.postgres.merge;

import dev.lockstep.model.RecordId;
import java.util.ArrayList;
import java.util.List;

/// What a merge did with the staged records it found. Each record is counted once.
///
/// @param inserted became a row
/// @param updated changed a row, or only its status
/// @param deleted removed a row
/// @param linked gave a row its `sfid`; counted among the updated too
/// @param unchanged were equal to their row, or had no row to delete, or are deleted by a change that waits to be sent
/// @param stale were read before something of theirs was settled: noted to be read again
/// @param held stay staged because an insert of unknown outcome may have made them
/// @param left stay staged because an application holds their row, or because their deletion waits for its changes
/// @param refused stand among the read errors
/// @param missed changes of rows that capture had missed and that are captured now
/// @param released were held long enough and are rows now, although the attempt named is still open
public record MergeResult(
        long inserted,
        long updated,
        long deleted,
        long linked,
        long unchanged,
        long stale,
        long held,
        long left,
        long refused,
        long missed,
        List<Released> released,
        Completion completion) {
    public MergeResult {
        released = List.copyOf(released);
    }

    /// Whether all that was staged was looked at.
    public enum Completion {
        COMPLETE,
        /// Locks were in the way too often. The rest stays staged, the watermark stayed; merge again later.
        GAVE_WAY
    }

    /// A record that became a row although the attempt may have made it: if that attempt turns out to have been
    /// accepted,
    /// there may be two rows for one record.
    public record Released(RecordId sfid, long attempt) {}

    static final MergeResult NOTHING = new MergeResult(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), Completion.COMPLETE);

    MergeResult plus(MergeResult more) {
        var allReleased = new ArrayList<>(released);
        allReleased.addAll(more.released);
        return new MergeResult(
                inserted + more.inserted,
                updated + more.updated,
                deleted + more.deleted,
                linked + more.linked,
                unchanged + more.unchanged,
                stale + more.stale,
                held + more.held,
                left + more.left,
                refused + more.refused,
                missed + more.missed,
                allReleased,
                completion == Completion.COMPLETE ? more.completion : completion);
    }

    static MergeResult oneLeft() {
        return new MergeResult(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, List.of(), Completion.COMPLETE);
    }

    static MergeResult oneRefused() {
        return new MergeResult(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, List.of(), Completion.COMPLETE);
    }

    MergeResult gaveWay() {
        return new MergeResult(
                inserted,
                updated,
                deleted,
                linked,
                unchanged,
                stale,
                held,
                left,
                refused,
                missed,
                released,
                Completion.GAVE_WAY);
    }
}
