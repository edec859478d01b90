package dev.lockstep.verification.campaign.stage;

import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.verification.campaign.plan.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// An org, a database and a sync that works between them.
public sealed interface Stage extends AutoCloseable permits WiredStage, ProcessStage {
    /// How the workload reaches the org.
    URI org();

    /// How applications reach the database.
    Database database();

    /// Writes the document that a sync would work by that reaches both sides as the workload does; its secrets lie
    /// beside it.
    Path document() throws IOException;

    /// Begins a sync where none runs.
    void start() throws IOException, InterruptedException;

    /// Ends the sync in order.
    void stop() throws IOException, InterruptedException;

    /// What is begun from now on works by this algorithm.
    void use(WriteAlgorithm algorithm);

    void dieAt(Step.DieAt death);

    /// Returns when what was killed runs again.
    void kill(Step.Victim victim) throws IOException, InterruptedException;

    /// Begins a second sync, and returns when the first one has ended by itself.
    ///
    /// @throws IllegalStateException when it goes on
    void takeOver() throws IOException, InterruptedException;

    /// Why the sync ended although nobody asked it to; empty where it didn't.
    String endedBecause();

    @Override
    void close();
}
