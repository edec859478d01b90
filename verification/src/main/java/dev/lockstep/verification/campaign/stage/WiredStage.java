package dev.lockstep.verification.campaign.stage;

import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import dev.lockstep.verification.campaign.plan.Plan;
import dev.lockstep.verification.campaign.plan.Step;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Org and sync within this process, the database on the server that all such schedules share. The sync is killed by
/// cutting its wires.
public final class WiredStage implements Stage {
    private static final long SECONDS_TO_END = 20;
    private static final long LOOK_EVERY_MILLIS = 10;

    private final OrgsimServer org;
    private final Database database;
    private final Document document;
    private final PrintStream log;
    private WriteAlgorithm algorithm;
    private WiredSync sync;
    /// Those that another one took over from: open to the end, so that they could do harm if they would.
    private final List<WiredSync> former = new ArrayList<>();

    private WiredStage(OrgsimServer org, Database database, Document document, PrintStream log, Plan plan)
            throws IOException, InterruptedException {
        this.org = org;
        this.database = database;
        this.document = document;
        this.log = log;
        this.algorithm = plan.algorithm();
        this.sync = begin(URI.create(org.url()));
    }

    public static WiredStage start(Path folder, Server server, Plan plan) throws IOException, InterruptedException {
        var log = new PrintStream(folder.resolve("sync.log").toFile());
        var org = OrgsimServer.start(OrgsimSettings.defaults());
        try {
            return new WiredStage(org, server.fresh("seed_" + plan.seed()), new Document(folder, plan), log, plan);
        } catch (IOException | RuntimeException failure) {
            org.close();
            log.close();
            throw failure;
        }
    }

    private WiredSync begin(URI url) throws IOException, InterruptedException {
        return WiredSync.begin(document, url, database, algorithm, log);
    }

    @Override
    public URI org() {
        return URI.create(org.url());
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public Path document() throws IOException {
        return document.write(org(), database, algorithm);
    }

    @Override
    public void use(WriteAlgorithm next) {
        algorithm = next;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        sync = begin(org());
    }

    @Override
    public void stop() {
        if (sync.isCut()) {
            sync.bury();
        } else {
            sync.end();
        }
    }

    @Override
    public void dieAt(Step.DieAt death) {
        sync.dieAt(death);
    }

    @Override
    public void kill(Step.Victim victim) throws IOException, InterruptedException {
        if (victim != Step.Victim.THE_SYNC) {
            throw new IllegalArgumentException("org and database live on here");
        }
        sync.cut();
        sync.bury();
        start();
    }

    @Override
    public void takeOver() throws IOException, InterruptedException {
        var first = sync;
        start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_END);
        while (first.endedBecause().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the first sync goes on beside the second one");
            }
            var ignored = new CountDownLatch(1).await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        log.println("the first sync has ended: " + first.endedBecause());
        former.add(first);
    }

    @Override
    public String endedBecause() {
        return sync.isCut() ? "" : sync.endedBecause();
    }

    @Override
    public void close() {
        stop();
        former.forEach(WiredSync::end);
        org.close();
        log.close();
    }
}
