package dev.lockstep.verification.campaign;

import dev.lockstep.app.demo.OrgProcess;
import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.EmbeddedSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The three processes of a schedule, each of which can be killed and started again: org, database, and the
/// sync.
final class Processes implements AutoCloseable {
    private static final String NAME = "lockstep";
    private static final long SECONDS_TO_END = 60;

    private static final String DOCUMENT = """
        connection:
          name: campaign
          org: { url: "%s", client_id: lockstep-demo, client_secret: { file: client-secret } }
          database: { url: "%s", user: lockstep, password: { file: database-password } }
          writing: { unknown_outcome_margin: 2s }
          reading: { poll_interval: 500ms }
        mappings:
          - { object: Account, access: read_write, unique_identifier: External_Id__c }
          - { object: Contact, access: read_write, unique_identifier: External_Id__c, fields: ["*", Account.External_Id__c] }
          - { object: Lead, access: read_write }
        """;

    private final Path folder;
    private EmbeddedPostgres database;
    private OrgProcess org;
    private Process sync;

    private Processes(Path folder, EmbeddedPostgres database, OrgProcess org, Process sync) {
        this.folder = folder;
        this.database = database;
        this.org = org;
        this.sync = sync;
    }

    static Processes start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var database = startDatabase(folder, 0);
        try {
            var org = startOrg(folder, 0);
            Files.writeString(folder.resolve("client-secret"), "lockstep-demo-secret");
            Files.writeString(folder.resolve("database-password"), database.password());
            Files.writeString(configuration(folder), DOCUMENT.formatted(org.url(), database.jdbcUrl()));
            return new Processes(folder, database, org, startSync(folder));
        } catch (IOException | RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static EmbeddedPostgres startDatabase(Path folder, int port) throws InterruptedException {
        return EmbeddedPostgres.start(new EmbeddedSettings(folder.resolve("postgresql"), port, NAME, NAME));
    }

    private static OrgProcess startOrg(Path folder, int port) {
        return OrgProcess.start(port, folder.resolve("org"), 0, folder.resolve("orgsim.log"));
    }

    private static Process startSync(Path folder) throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve("sync.log").toFile());
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dsun.net.http.retryPost=false",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.lockstep.app.Main",
                        "sync",
                        configuration(folder).toString()))
                .redirectOutput(log)
                .redirectError(log)
                .start();
    }

    private static Path configuration(Path folder) {
        return folder.resolve("lockstep.yaml");
    }

    Path configuration() {
        return configuration(folder);
    }

    EmbeddedPostgres database() {
        return database;
    }

    OrgProcess org() {
        return org;
    }

    /// SIGKILL for the engine alone, then a new one.
    void killSync() throws IOException, InterruptedException {
        kill(sync.toHandle());
        sync = startSync(folder);
    }

    /// SIGKILL for all three at once, then all anew on the same ports.
    void killAll() throws IOException, InterruptedException {
        int databasePort = database.port();
        int orgPort = org.url().getPort();
        var postmaster = postmaster();
        sync.destroyForcibly();
        ProcessHandle.of(org.pid()).ifPresent(ProcessHandle::destroyForcibly);
        postmaster.destroyForcibly();
        kill(sync.toHandle());
        kill(postmaster);
        ProcessHandle.of(org.pid()).ifPresent(Processes::awaitEnd);
        database.close();
        org.close();
        database = startDatabase(folder, databasePort);
        org = startOrg(folder, orgPort);
        sync = startSync(folder);
    }

    /// Ends the sync in order.
    void stopSync() throws InterruptedException {
        sync.destroy();
        if (!sync.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            kill(sync.toHandle());
        }
    }

    boolean isSyncAlive() {
        return sync.isAlive();
    }

    private ProcessHandle postmaster() throws IOException {
        var file = folder.resolve("postgresql").resolve("data").resolve("postmaster.pid");
        var pid = Files.readAllLines(file, StandardCharsets.UTF_8).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        awaitEnd(process);
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit().orTimeout(SECONDS_TO_END, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        sync.destroyForcibly();
        org.close();
        database.close();
    }
}
