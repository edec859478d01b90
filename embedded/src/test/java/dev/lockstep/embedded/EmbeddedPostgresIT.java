package dev.lockstep.embedded;

import static dev.lockstep.embedded.Sessions.ask;
import static dev.lockstep.embedded.Sessions.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One server for those tests that leave it running.
class EmbeddedPostgresIT {
    @TempDir
    private static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws InterruptedException {
        server = EmbeddedPostgres.start(settings(0));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static EmbeddedSettings settings(int port) {
        return new EmbeddedSettings(folder, port, "sync", "keeper");
    }

    @Test
    void findsItsDataAfterAStopAndAStart() throws Exception {
        execute(server, "CREATE TABLE kept (value text)", "INSERT INTO kept VALUES ('still here')");
        var password = server.password();
        server.close();
        server = EmbeddedPostgres.start(settings(0));
        assertThat(ask(server, "SELECT value FROM kept")).isEqualTo("still here");
        assertThat(server.password()).isEqualTo(password);
    }

    @Test
    void closesTwiceWithoutFreeingTheFolderOfAnotherServer() throws Exception {
        var former = server;
        former.close();
        server = EmbeddedPostgres.start(settings(0));
        former.close();
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(settings(0)));
        assertThat(ask(server, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void keepsWhatADatabaseOughtToKeep() throws Exception {
        assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
        assertThat(ask(server, "SHOW full_page_writes")).isEqualTo("on");
        assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask(server, "SHOW data_checksums")).isEqualTo("on");
        assertThat(ask(server, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(ask(server, "SHOW max_connections")).isEqualTo("100");
        assertThat(ask(server, "SHOW shared_buffers")).isEqualTo("128MB");
        assertThat(ask(server, "SHOW log_timezone")).isEqualTo("UTC");
        assertThat(ask(server, "SELECT upper('größe')")).isEqualTo("GRÖßE");
        assertThat(ask(server, "SELECT current_database() || ' ' || current_user"))
                .isEqualTo("sync keeper");
    }

    @Test
    void commitsInTwoPhasesAcrossAStop() throws Exception {
        execute(server, "CREATE TABLE prepared (value int)");
        execute(server, "BEGIN", "INSERT INTO prepared VALUES (7)", "PREPARE TRANSACTION 'first'");
        server.close();
        server = EmbeddedPostgres.start(settings(0));
        execute(server, "COMMIT PREPARED 'first'");
        assertThat(ask(server, "SELECT sum(value) FROM prepared")).isEqualTo("7");
    }

    @Test
    void listensOnTheMachineItselfAloneAndAsksForThePassword() throws Exception {
        assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask(server, "SHOW unix_socket_directories")).isEmpty();
        assertThat(ask(server, "SELECT DISTINCT auth_method FROM pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
    }

    @Test
    void keepsThePasswordOutOfArgumentsAndLogAndOthersSight() throws Exception {
        var process = PostmasterFile.read(folder.resolve("data")).orElseThrow().pid();
        for (var secretless : new Path[] {
            Path.of("/proc/" + process + "/cmdline"),
            Path.of("/proc/" + process + "/environ"),
            folder.resolve("postgres.log")
        }) {
            assertThat(new String(Files.readAllBytes(secretless), StandardCharsets.UTF_8))
                    .doesNotContain(server.password());
        }
        assertThat(server.jdbcUrl()).doesNotContain(server.password());
        assertThat(server.password()).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void runsInASessionOfItsOwnSoThatCtrlCDoesNotStopItFirst() throws Exception {
        var process = PostmasterFile.read(folder.resolve("data")).orElseThrow().pid();
        var stat = Files.readString(Path.of("/proc/" + process + "/stat"));
        // name) state parent group session …
        assertThat(stat.substring(stat.lastIndexOf(')')))
                .matches("(?s)\\) \\w \\d+ %d %d .*".formatted(process, process));
    }

    @Test
    void saysThatTheFolderIsInUse() {
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(settings(0)))
                .withMessageContaining("Process " + ProcessHandle.current().pid() + " already runs PostgreSQL in the")
                .satisfies(refused -> assertThat(refused.problem()).isEqualTo(Problem.FOLDER_IN_USE));
    }

    @Test
    void saysThatThePortIsTakenAndLeavesTheFolderFree() throws Exception {
        server.close();
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatExceptionOfType(EmbeddedPostgresException.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(settings(other.getLocalPort())))
                    .withMessageContaining("127.0.0.1:" + other.getLocalPort())
                    .satisfies(refused -> assertThat(refused.problem()).isEqualTo(Problem.PORT_TAKEN));
        }
        server = EmbeddedPostgres.start(settings(0));
    }

    @Test
    void listensWhereTheSettingsSay() throws Exception {
        var port = server.port();
        server.close();
        server = EmbeddedPostgres.start(settings(port));
        assertThat(server.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:" + port + "/sync");
        assertThat(ask(server, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void addsADatabaseThatALaterStartNames() throws Exception {
        server.close();
        try (var other = EmbeddedPostgres.start(new EmbeddedSettings(folder, 0, "another", "keeper"))) {
            assertThat(ask(other, "SELECT current_database()")).isEqualTo("another");
        }
        server = EmbeddedPostgres.start(settings(0));
    }

    @Test
    void namesTheUserThatTheFolderDoesNotKnowAndStops() throws Exception {
        server.close();
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(new EmbeddedSettings(folder, 0, "sync", "stranger")))
                .withMessageContaining("to the user stranger");
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
        server = EmbeddedPostgres.start(settings(0));
    }
}
