package dev.lockstep.orgsim.pubsub;

import com.google.protobuf.ByteString;
import dev.lockstep.orgsim.evidence.Assumed;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// Replay Ids as this API spells them.
@Assumed(reason = "They are opaque; clients take them for eight bytes, the highest first")
final class ReplayIdBytes {
    private ReplayIdBytes() {}

    static ByteString of(long replayId) {
        return ByteString.copyFrom(
                ByteBuffer.allocate(Long.BYTES).putLong(replayId).flip());
    }

    /// Empty where the bytes are none of ours.
    static OptionalLong number(ByteString bytes) {
        return bytes.size() == Long.BYTES
                ? OptionalLong.of(bytes.asReadOnlyByteBuffer().getLong())
                : OptionalLong.empty();
    }
}
