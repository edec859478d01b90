package dev.lockstep.postgres.copy;

/// `2026-01-31`.
record DateEncoder() implements Encoder {
    @Override
    public boolean encode(byte[] bytes, int offset, int length, CopyBuffer target) {
        int day = IsoTime.day(bytes, offset, length);
        if (day == IsoTime.NO_DAY || length > IsoTime.DATE_LENGTH) {
            return false;
        }
        target.putInt(Integer.BYTES);
        target.putInt(day);
        return true;
    }
}
