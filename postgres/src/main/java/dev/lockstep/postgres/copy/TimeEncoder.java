package dev.lockstep.postgres.copy;

/// `10:00:00.000Z`, with or without the letter, which a `time` has no use for.
record TimeEncoder() implements Encoder {
    @Override
    public boolean encode(byte[] bytes, int offset, int length, CopyBuffer target) {
        boolean hasZone = length > 0 && bytes[offset + length - 1] == 'Z';
        long micros = IsoTime.clock(bytes, offset, hasZone ? length - 1 : length);
        if (micros == IsoTime.NONE) {
            return false;
        }
        target.putInt(Long.BYTES);
        target.putLong(micros);
        return true;
    }
}
