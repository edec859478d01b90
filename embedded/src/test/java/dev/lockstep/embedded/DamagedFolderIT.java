package dev.lockstep.embedded;

import static dev.lockstep.embedded.Sessions.ask;
import static dev.lockstep.embedded.Sessions.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders as crashes and people leave them.
class DamagedFolderIT {
    @TempDir
    private Path folder;

    private EmbeddedPostgres start() throws InterruptedException {
        return EmbeddedPostgres.start(new EmbeddedSettings(folder.resolve("pg"), 0, "sync", "keeper"));
    }

    private Path inFolder(String name) {
        return folder.resolve("pg").resolve(name);
    }

    @Test
    void recoversWhenTheServerWasKilled() throws Exception {
        try (var server = start()) {
            execute(server, "CREATE TABLE kept (value int)", "INSERT INTO kept VALUES (1)");
            var process = ProcessHandle.of(
                            PostmasterFile.read(inFolder("data")).orElseThrow().pid())
                    .orElseThrow();
            process.destroyForcibly();
            process.onExit().get(10, TimeUnit.SECONDS);
        }
        try (var server = start()) {
            assertThat(ask(server, "SELECT count(*) FROM kept")).isEqualTo("1");
        }
    }

    @Test
    void startsWhereAnUnrelatedProcessHasTheNumberOfACrashedServer() throws Exception {
        start().close();
        var unrelated =
                Long.toString(ProcessHandle.current().parent().orElseThrow().pid());
        Files.writeString(inFolder("data/postmaster.pid"), unrelated + "\n" + inFolder("data") + "\n");
        try (var server = start()) {
            assertThat(ask(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void clearsUpWhatAKilledFirstStartLeft() throws Exception {
        Files.createDirectories(inFolder(".making-123/bin"));
        Files.writeString(inFolder(".making-123/bin/postgres"), "half of it");
        Files.writeString(inFolder("password"), "fromTheKilledStart\n");
        try (var server = start()) {
            assertThat(inFolder(".making-123")).doesNotExist();
            assertThat(server.password()).isEqualTo("fromTheKilledStart");
        }
    }

    @Test
    void saysThatThePasswordIsGoneRatherThanMakeAnother() throws Exception {
        start().close();
        Files.delete(inFolder("password"));
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(this::start)
                .withMessageContaining("password is gone")
                .satisfies(refused -> assertThat(refused.problem()).isEqualTo(Problem.FOLDER_UNUSABLE));
        assertThat(inFolder("password")).doesNotExist();
    }

    @Test
    void tellsWhyPostgresRefusesAndWhereItsLogIs() throws Exception {
        start().close();
        Files.writeString(inFolder("data/postgresql.conf"), "max_connections = many\n");
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(this::start)
                .withMessageContaining("contains errors")
                .withMessageContaining(inFolder("postgres.log").toRealPath().toString())
                .satisfies(refused -> assertThat(refused.problem()).isEqualTo(Problem.START_FAILED));
    }

    @Test
    void saysThatAFileStandsInTheFoldersPlace() throws Exception {
        Files.writeString(folder.resolve("pg"), "not a folder");
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(this::start)
                .withMessageContaining("can't be used for PostgreSQL")
                .satisfies(refused -> assertThat(refused.problem()).isEqualTo(Problem.FOLDER_UNUSABLE));
    }
}
