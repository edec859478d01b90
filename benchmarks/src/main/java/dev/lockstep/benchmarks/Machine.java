package dev.lockstep.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/// Where a benchmark ran: figures of different machines don't compare, nor do those of a busy one.
public final class Machine {
    private static final Path OS_RELEASE = Path.of("/etc/os-release");

    private Machine() {}

    /// One line: cores and what is waiting for them, operating system, JDK, PostgreSQL. A benchmark itself keeps one
    /// or two processes busy; where the load is beyond that, others take part in what was measured.
    public static String told(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW server_version")) {
            row.next();
            return String.format(
                    Locale.ROOT,
                    "%d cores (load %.1f), %s (%s %s), JDK %s, PostgreSQL %s",
                    Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    operatingSystem(),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    System.getProperty("java.version"),
                    row.getString(1));
        }
    }

    private static String operatingSystem() {
        try (var lines = Files.lines(OS_RELEASE)) {
            return lines.filter(line -> line.startsWith("PRETTY_NAME="))
                    .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                    .findFirst()
                    .orElse("Linux");
        } catch (IOException absent) {
            return System.getProperty("os.version");
        }
    }
}
