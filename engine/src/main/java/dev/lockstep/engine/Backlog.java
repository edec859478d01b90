package dev.lockstep.engine;

/// What a connection has still to do.
///
/// @param waiting captured changes that wait to be sent
/// @param pending changes that are being sent, or whose outcome isn't known
/// @param failed changes on the list of errors
/// @param writeBacks outcomes that are not on their rows yet
/// @param staged records from the org that are not in their tables yet
/// @param rereads records that are to be read again
/// @param calls calls that are made just now, or whose records are just being read back: 1 at most
public record Backlog(long waiting, long pending, long failed, long writeBacks, long staged, long rereads, long calls) {

    /// Whether both sides are at rest, apart from what stands on the list of errors.
    public boolean isSettled() {
        return waiting == 0 && pending == 0 && writeBacks == 0 && staged == 0 && rereads == 0 && calls == 0;
    }
}
