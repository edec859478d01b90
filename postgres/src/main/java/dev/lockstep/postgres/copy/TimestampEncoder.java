package dev.lockstep.postgres.copy;

/// `2026-01-31T10:00:00.000Z`. A `timestamp` without zone gets the clock as it is written, which is UTC's in all that
/// an
/// org sends; one with zone takes no text that leaves its zone to the session.
enum TimestampEncoder implements Encoder {
    WITHOUT_ZONE,
    WITH_ZONE;

    @Override
    public boolean encode(byte[] bytes, int offset, int length, CopyBuffer target) {
        boolean hasZone = length > 0 && bytes[offset + length - 1] == 'Z';
        int day = IsoTime.day(bytes, offset, length);
        if ((!hasZone && this == WITH_ZONE)
                || day == IsoTime.NO_DAY
                || length == IsoTime.DATE_LENGTH
                || bytes[offset + IsoTime.DATE_LENGTH] != 'T') {
            return false;
        }
        int before = IsoTime.DATE_LENGTH + 1;
        long clock = IsoTime.clock(bytes, offset + before, (hasZone ? length - 1 : length) - before);
        if (clock == IsoTime.NONE) {
            return false;
        }
        target.putInt(Long.BYTES);
        target.putLong(day * IsoTime.MICROS_OF_A_DAY + clock);
        return true;
    }
}
