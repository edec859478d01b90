package dev.lockstep.verification.campaign;

import dev.lockstep.verification.campaign.plan.Plan;
import dev.lockstep.verification.campaign.plan.Step;
import dev.lockstep.verification.campaign.plan.Table;
import dev.lockstep.verification.campaign.stage.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Takes the steps of a plan, waits for both sides to rest, and proves them.
final class Schedule {
    private final Plan plan;
    private final Stage stage;
    private final Path folder;
    private final PrintStream out;
    private final OrgControl org;
    private final Ledger applications = new Ledger();
    private final Ledger people = new Ledger();
    private final OrgWork person = new OrgWork(people);

    Schedule(Plan plan, Stage stage, Path folder, PrintStream out) {
        this.plan = plan;
        this.stage = stage;
        this.folder = folder;
        this.out = out;
        this.org = new OrgControl(stage.org());
    }

    Finding run() throws IOException, InterruptedException, SQLException {
        var rest = new Rest(stage, org, plan.patience());
        rest.awaitTables(Table.values().length);
        long began = System.nanoTime();
        for (int i = 0; i < plan.steps().size(); i++) {
            take(plan.steps().get(i));
            out.printf("  step %d was over after %d ms%n", i + 1, (System.nanoTime() - began) / 1_000_000);
        }
        boolean isAtRest = rest.await();
        out.printf("  at rest after %d ms%n", (System.nanoTime() - began) / 1_000_000);
        var ended = stage.endedBecause();
        stage.stop();
        var proof = new Proof(plan, stage, org, applications, people, out);
        var finding = proof.find();
        if (!ended.isEmpty()) {
            out.println("  the sync ended by itself: " + ended);
            finding = finding.plusDifferent();
        } else if (!isAtRest) {
            out.println("  the two sides did not come to rest in time");
            finding = finding.plusDifferent();
        }
        if (!finding.isClean()) {
            Remains.keep(stage, org, folder, proof.concerned()).forEach(line -> out.println("  " + line));
        }
        return finding;
    }

    private void take(Step step) throws IOException, InterruptedException, SQLException {
        switch (step) {
            case Step.Work work -> work(work);
            case Step.Fault(var rule) -> org.addFault(rule);
            case Step.DieAt death -> stage.dieAt(death);
            case Step.Kill(var victim) -> stage.kill(victim);
            case Step.TakeOver _ -> stage.takeOver();
            case Step.EndDatabaseSessions _ -> stage.database().endSessions();
            case Step.SignEverybodyOut _ -> org.signEverybodyOut();
            case Step.Restart(var algorithm) -> {
                stage.stop();
                stage.use(algorithm);
                stage.start();
            }
            case Step.Pause(var millis) -> Rest.pause(millis);
            case Step.ClearFaults _ -> org.clearFaults();
        }
    }

    private void work(Step.Work work) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var script : work.sessions()) {
                running.add(threads.submit(() -> {
                    new Application(stage.database(), applications).run(script);
                    return script;
                }));
            }
            running.add(threads.submit(() -> person.run(stage.org(), work.person())));
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the workload met what it doesn't expect", failure.getCause());
        }
    }
}
