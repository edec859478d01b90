package dev.lockstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server in a process that is killed, and under other users than the one that runs the tests.
class OtherProcessIT {
    private static final int NOBODY = 65534;

    @TempDir
    private Path folder;

    /// An ordinary user can't read the class path that the tests run with, below root's home.
    @TempDir
    private static Path classes;

    private static String classPath = "";

    @BeforeAll
    static void copyClassPath() throws IOException {
        everybodyMayEnter(classes);
        var entries = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.exists(Path.of(entry))) {
                entries.add(copy(Path.of(entry), classes.resolve("" + entries.size())));
            }
        }
        classPath = String.join(File.pathSeparator, entries);
    }

    @BeforeEach
    void letEverybodyIn() throws IOException {
        everybodyMayEnter(folder);
    }

    private static Path everybodyMayEnter(Path folder) throws IOException {
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to.toString();
    }

    private Process keepServer(Path in, List<String> prefix) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-cp", classPath, KeptServer.class.getName(), in.toString());
        var builder = new ProcessBuilder(
                        Stream.concat(prefix.stream(), command.stream()).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("HOME");
        return builder.start();
    }

    private static String firstLine(Process process) throws IOException {
        var reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        var line = new StringBuilder();
        for (var c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static void finish(Process process) throws Exception {
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static ProcessHandle postgresIn(Path in) throws IOException {
        var file = PostmasterFile.read(in.resolve("data")).orElseThrow();
        return ProcessHandle.of(file.pid()).orElseThrow();
    }

    private static Optional<String> userOf(ProcessHandle process) throws IOException {
        var status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        var uid = Pattern.compile("Uid:\\s+(\\d+)").matcher(status);
        return uid.find() ? Optional.of(uid.group(1)) : Optional.empty();
    }

    private static List<String> asNobody() {
        return new RunAs.OtherUser(NOBODY, NOBODY).prefix();
    }

    private static void onlyAsRoot() throws IOException {
        assumeThat((Integer) Files.getAttribute(RunAs.OURSELVES, "unix:uid"))
                .as("changing the user needs root")
                .isZero();
    }

    @Test
    void endsWithAKilledProcessAndKeepsItsData() throws Exception {
        var in = folder.resolve("pg");
        var killed = keepServer(in, List.of());
        assertThat(firstLine(killed)).isEqualTo("ready 1");
        var postgres = postgresIn(in);
        killed.destroyForcibly().waitFor();
        postgres.onExit().get(30, TimeUnit.SECONDS);

        var next = keepServer(in, List.of());
        assertThat(firstLine(next)).isEqualTo("ready 2");
        finish(next);
    }

    @Test
    void startsWhileTheServerOfAKilledProcessIsStillStopping() throws Exception {
        var in = folder.resolve("pg");
        for (var round = 1; round <= 3; round++) {
            var killed = keepServer(in, List.of());
            assertThat(firstLine(killed)).isEqualTo("ready " + round);
            killed.destroyForcibly().waitFor();
        }
        var last = keepServer(in, List.of());
        assertThat(firstLine(last)).isEqualTo("ready 4");
        finish(last);
    }

    @Test
    void stopsAServerThatOutlivedItsProcess() throws Exception {
        var in = folder.resolve("pg");
        finish(keepServer(in, List.of()));
        var runAs = RunAs.choose(new ServerFolder(in.toRealPath()));
        var data = in.toRealPath().resolve("data").toString();
        var program = in.toRealPath().resolve("postgresql-18.6.0/bin/postgres").toString();
        var words = List.of(program, "-D", data, "-c", "port=" + freePort(), "-c", "unix_socket_directories=");
        var orphan = runAs.command(words)
                .builder()
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orphan.log").toFile())
                .start();
        while (PostmasterFile.read(in.resolve("data"))
                .filter(PostmasterFile::accepting)
                .isEmpty()) {
            assertThat(orphan.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
        }
        var next = keepServer(in, List.of());
        assertThat(firstLine(next)).isEqualTo("ready 2");
        assertThat(orphan.isAlive()).isFalse();
        finish(next);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void saysWhichProcessUsesTheFolder() throws Exception {
        var in = folder.resolve("pg");
        var first = keepServer(in, List.of());
        assertThat(firstLine(first)).isEqualTo("ready 1");
        var second = keepServer(in, List.of());
        assertThat(firstLine(second)).startsWith("FOLDER_IN_USE Process " + first.pid() + " already runs PostgreSQL");
        finish(second);
        finish(first);
    }

    @Test
    void runsForAnOrdinaryUserWithoutAHome() throws Exception {
        onlyAsRoot();
        var in = Files.createDirectory(folder.resolve("pg"));
        new RunAs.OtherUser(NOBODY, NOBODY).give(in);
        var killed = keepServer(in, asNobody());
        assertThat(firstLine(killed)).isEqualTo("ready 1");
        var postgres = postgresIn(in);
        assertThat(userOf(postgres)).contains("" + NOBODY);
        killed.destroyForcibly().waitFor();
        postgres.onExit().get(30, TimeUnit.SECONDS);

        var next = keepServer(in, asNobody());
        assertThat(firstLine(next)).isEqualTo("ready 2");
        finish(next);
    }

    @Test
    void runsForRootAsTheUserWhoOwnsTheFolderAndLeavesItTheirs() throws Exception {
        onlyAsRoot();
        var in = Files.createDirectory(folder.resolve("pg"));
        new RunAs.OtherUser(NOBODY, NOBODY).give(in);
        var asRoot = keepServer(in, List.of());
        assertThat(firstLine(asRoot)).isEqualTo("ready 1");
        var postgres = postgresIn(in);
        assertThat(userOf(postgres)).contains("" + NOBODY);
        asRoot.destroyForcibly().waitFor();
        postgres.onExit().get(30, TimeUnit.SECONDS);

        var asTheOwner = keepServer(in, asNobody());
        assertThat(firstLine(asTheOwner)).isEqualTo("ready 2");
        finish(asTheOwner);
    }

    @Test
    void saysThatTheOwnerOfAFolderCanNotReachIt() throws Exception {
        onlyAsRoot();
        var home = Files.createDirectory(folder.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        var in = Files.createDirectory(home.resolve("pg"));
        new RunAs.OtherUser(NOBODY, NOBODY).give(in);
        var refused = keepServer(in, List.of());
        assertThat(firstLine(refused))
                .startsWith("NO_USER_TO_RUN_AS PostgreSQL doesn't run as root, and the user with the number 65534");
        finish(refused);
    }

    @Test
    void saysThatAnOrdinaryUserMayNotWriteTheFolder() throws Exception {
        onlyAsRoot();
        var in = everybodyMayEnter(Files.createDirectory(folder.resolve("pg")));
        var refused = keepServer(in, asNobody());
        assertThat(firstLine(refused)).startsWith("FOLDER_UNUSABLE").contains("AccessDenied");
        finish(refused);
    }
}
