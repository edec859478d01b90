package dev.lockstep.postgres;

/// Which cluster answers, and on which of its timelines: both change when a database is restored or promoted.
///
/// @param versionNumber as in `server_version_num`: 180001 is 18.1
public record ServerIdentity(long systemIdentifier, int timeline, int versionNumber) {
    private static final int OLDEST_MAJOR = 15;
    private static final int NEWEST_MAJOR = 18;
    private static final int MAJOR = 10_000;

    public int majorVersion() {
        return versionNumber / MAJOR;
    }

    boolean isSupported() {
        return majorVersion() >= OLDEST_MAJOR && majorVersion() <= NEWEST_MAJOR;
    }
}
