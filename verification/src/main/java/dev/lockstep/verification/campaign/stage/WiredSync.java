package dev.lockstep.verification.campaign.stage;

import dev.lockstep.app.console.ConsoleListener;
import dev.lockstep.app.settings.SettingsFile;
import dev.lockstep.engine.Shift;
import dev.lockstep.engine.SyncListener;
import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.salesforce.OrgFailure;
import dev.lockstep.verification.campaign.plan.Step;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A shift within this process, which reaches both sides through wires of its own.
final class WiredSync {
    private static final long TRY_AGAIN_MILLIS = 50;
    private static final long BEGIN_SECONDS = 30;

    private final Wire org;
    private final Wire database;
    private final Shift shift;

    private WiredSync(Wire org, Wire database, Shift shift) {
        this.org = org;
        this.database = database;
        this.shift = shift;
    }

    /// Begins a shift; a side that is away for a moment is waited for.
    static WiredSync begin(Document document, URI org, Database database, WriteAlgorithm algorithm, PrintStream log)
            throws IOException, InterruptedException {
        var toOrg = Wire.to(org.getPort());
        var toDatabase = Wire.to(port(database));
        var file = document.write(
                URI.create("http://127.0.0.1:" + toOrg.port()),
                new Database(
                        database.jdbcUrl().replace(":" + port(database) + "/", ":" + toDatabase.port() + "/"),
                        database.user(),
                        database.password()),
                algorithm);
        var settings = new SettingsFile(file, Map.of()).read();
        SyncListener listener = new ConsoleListener(log);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BEGIN_SECONDS);
        while (true) {
            try {
                return new WiredSync(toOrg, toDatabase, Shift.begin(settings, listener));
            } catch (DatabaseFailure | OrgFailure away) {
                log.println("the start: " + away.getMessage());
                if (System.nanoTime() > deadline) {
                    toOrg.close();
                    toDatabase.close();
                    throw away;
                }
                var ignored = new CountDownLatch(1).await(TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static int port(Database database) {
        return URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort();
    }

    void dieAt(Step.DieAt death) {
        var wire = switch (death.side()) {
            case ORG -> org;
            case DATABASE -> database;
        };
        wire.dieAfter(death.message(), death.fate(), this::cut);
    }

    boolean isCut() {
        return org.isCut();
    }

    /// To both sides it is dead from now on.
    void cut() {
        org.close();
        database.close();
    }

    /// Empty while it works.
    String endedBecause() {
        return shift.endedBecause().orElse("");
    }

    /// Ends in order.
    void end() {
        if (!isCut()) {
            shift.close();
            cut();
        }
    }

    /// What is left of a dead one ends by itself; nobody waits for that.
    void bury() {
        Thread.ofVirtual().name("burying").start(shift::close);
    }
}
