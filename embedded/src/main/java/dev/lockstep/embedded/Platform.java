package dev.lockstep.embedded;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.util.Locale;

/// The machines that binaries come along for.
enum Platform {
    LINUX_AMD64("postgres-linux-x86_64.txz"),
    LINUX_ARM64("postgres-linux-arm_64.txz");

    private final String archive;

    Platform(String archive) {
        this.archive = archive;
    }

    /// The name of the class path resource that holds the binaries.
    String archive() {
        return archive;
    }

    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /// @param system and `processor` as the JDK names them in `os.name` and `os.arch`
    static Platform of(String system, String processor) {
        if (system.equalsIgnoreCase("Linux")) {
            switch (processor.toLowerCase(Locale.ROOT)) {
                case "amd64", "x86_64" -> {
                    return LINUX_AMD64;
                }
                case "aarch64", "arm64" -> {
                    return LINUX_ARM64;
                }
                default -> {} // refused below, with the other systems
            }
        }
        throw new EmbeddedPostgresException(
                Problem.PLATFORM_UNSUPPORTED,
                "The embedded PostgreSQL runs on Linux with an x86-64 or ARM64 processor; this is %s on %s."
                        .formatted(system, processor),
                "Use a PostgreSQL server of your own here.");
    }
}
