package dev.lockstep.orgsim.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/// A body that is held in memory.
final class WholeBody implements Body {
    private final byte[] bytes;

    WholeBody(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
