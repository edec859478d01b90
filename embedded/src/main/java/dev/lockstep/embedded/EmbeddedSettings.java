package dev.lockstep.embedded;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Where a server lives and how it is reached; it listens on 127.0.0.1 only.
///
/// @param folder holds everything of the server: binaries, data, log and password; made where it is absent
/// @param port where the server listens; 0 takes any free port, another one at each start
/// @param database is created at the first start that names it
/// @param user the superuser; it is set when the data folder is created and can't change afterwards
public record EmbeddedSettings(Path folder, int port, String database, String user) {
    /// The only address that the server listens on.
    public static final String ADDRESS = "127.0.0.1";

    /// Of PostgreSQL's names only those that need no quoting anywhere; 63 bytes are its limit.
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /// Ports below it need a right that PostgreSQL's user doesn't have.
    private static final int LOWEST_PORT = 1024;

    private static final int HIGHEST_PORT = 65535;

    public EmbeddedSettings {
        folder = folder.toAbsolutePath().normalize();
        if (port != 0 && (port < LOWEST_PORT || port > HIGHEST_PORT)) {
            throw new IllegalArgumentException(
                    "The port of the embedded PostgreSQL is %d; it must be 0 (any free one) or from %d to %d."
                            .formatted(port, LOWEST_PORT, HIGHEST_PORT));
        }
        requireName("database", database);
        requireName("user", user);
    }

    private static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The %s of the embedded PostgreSQL is named '%s'; use lower-case letters, digits and underscores, at most 63, no digit first."
                            .formatted(what, name));
        }
        if (name.startsWith("pg_")) {
            throw new IllegalArgumentException(
                    "The %s of the embedded PostgreSQL is named '%s'; names that begin with pg_ are PostgreSQL's own."
                            .formatted(what, name));
        }
    }
}
