package dev.lockstep.orgsim.http;

import java.io.IOException;
import java.io.OutputStream;

/// Lets so many bytes through; the first one beyond throws.
final class LimitedOutput extends OutputStream {
    private final OutputStream out;
    private final long limit;
    private long written;

    /// Says that all bytes of the limit are written.
    static final class Full extends IOException {
        private static final long serialVersionUID = 1;
    }

    LimitedOutput(OutputStream out, long limit) {
        this.out = out;
        this.limit = limit;
    }

    long written() {
        return written;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int allowed = Math.toIntExact(Math.min(length, limit - written));
        out.write(bytes, offset, allowed);
        written += allowed;
        if (allowed < length) {
            throw new Full();
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
