package dev.lockstep.verification.campaign.stage;

import dev.lockstep.app.demo.OrgProcess;
import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.EmbeddedSettings;
import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.verification.campaign.plan.Plan;
import dev.lockstep.verification.campaign.plan.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Org, database and sync as processes, each of which can be killed and started again.
public final class ProcessStage implements Stage {
    private static final String NAME = "lockstep";
    private static final long SECONDS_TO_END = 60;

    /// The server's folder serves one schedule after the other: to unpack it takes longer than a schedule.
    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);

    private final Path folder;
    private final Path serverFolder;
    private final String databaseName;
    private final Document document;
    private WriteAlgorithm algorithm;
    private EmbeddedPostgres postgres;
    private OrgProcess org;
    private Process sync;

    private ProcessStage(Path folder, Path serverFolder, EmbeddedPostgres postgres, OrgProcess org, Plan plan)
            throws IOException {
        this.folder = folder;
        this.serverFolder = serverFolder;
        this.databaseName = "seed_" + plan.seed();
        this.document = new Document(folder, plan);
        this.algorithm = plan.algorithm();
        this.postgres = postgres;
        this.org = org;
        this.sync = begin(org.url(), Server.fresh(postgres, databaseName));
    }

    public static ProcessStage start(Path folder, Path serverFolder, Plan plan)
            throws IOException, InterruptedException {
        ONE_AT_A_TIME.acquire();
        try {
            var postgres = startDatabase(serverFolder, 0);
            try {
                return new ProcessStage(folder, serverFolder, postgres, startOrg(folder, 0), plan);
            } catch (IOException | RuntimeException failure) {
                postgres.close();
                throw failure;
            }
        } catch (IOException | RuntimeException failure) {
            ONE_AT_A_TIME.release();
            throw failure;
        }
    }

    private static EmbeddedPostgres startDatabase(Path folder, int port) throws InterruptedException {
        return EmbeddedPostgres.start(new EmbeddedSettings(folder, port, NAME, NAME));
    }

    private static OrgProcess startOrg(Path folder, int port) {
        return OrgProcess.start(port, folder.resolve("org"), 0, folder.resolve("orgsim.log"));
    }

    private Process begin(URI url, Database database) throws IOException {
        var file = document.write(url, database, algorithm);
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve("sync.log").toFile());
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsun.net.http.retryPost=false",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.lockstep.app.Main",
                        "sync",
                        file.toString()))
                .redirectOutput(log)
                .redirectError(log)
                .start();
    }

    @Override
    public URI org() {
        return org.url();
    }

    @Override
    public Database database() {
        return Server.database(postgres, databaseName);
    }

    @Override
    public Path document() throws IOException {
        return document.write(org(), database(), algorithm);
    }

    @Override
    public void use(WriteAlgorithm next) {
        algorithm = next;
    }

    @Override
    public void start() throws IOException {
        sync = begin(org.url(), database());
    }

    @Override
    public void stop() throws InterruptedException {
        sync.destroy();
        if (!sync.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the sync doesn't end");
        }
    }

    @Override
    public void dieAt(Step.DieAt death) {
        throw new IllegalArgumentException("a process is killed from outside");
    }

    @Override
    public void kill(Step.Victim victim) throws IOException, InterruptedException {
        switch (victim) {
            case THE_SYNC -> kill(sync.toHandle());
            case ALL_THREE -> killAll();
        }
        start();
    }

    /// SIGKILL for all three at once, then both sides anew on the same ports.
    private void killAll() throws IOException, InterruptedException {
        int databasePort = postgres.port();
        int orgPort = org.url().getPort();
        var postmaster = postmaster();
        sync.destroyForcibly();
        ProcessHandle.of(org.pid()).ifPresent(ProcessHandle::destroyForcibly);
        postmaster.destroyForcibly();
        kill(sync.toHandle());
        kill(postmaster);
        ProcessHandle.of(org.pid()).ifPresent(ProcessStage::awaitEnd);
        postgres.close();
        org.close();
        postgres = startDatabase(serverFolder, databasePort);
        org = startOrg(folder, orgPort);
    }

    @Override
    public void takeOver() throws IOException, InterruptedException {
        var first = sync;
        start();
        if (!first.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the first sync goes on beside the second one");
        }
    }

    @Override
    public String endedBecause() {
        return sync.isAlive() ? "" : "its process ended with code " + sync.exitValue();
    }

    private ProcessHandle postmaster() throws IOException {
        var file = serverFolder.resolve("data").resolve("postmaster.pid");
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
        postgres.close();
        ONE_AT_A_TIME.release();
    }
}
