package dev.lockstep.verification.campaign.plan;

import dev.lockstep.model.configuration.WriteAlgorithm;
import java.util.List;
import java.util.stream.Stream;

/// The schedule of one seed: what is done, in which order, before both sides have to be equal.
///
/// The same seed gives the same plan. How far the sync has got at each step depends on the machine, too.
public record Plan(long seed, Setting setting, Patience patience, WriteAlgorithm algorithm, List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /// Where the sync runs.
    public enum Setting {
        /// Within the campaign's process, behind wires that can be cut at any message.
        WIRED,
        /// Org, database and sync are three processes, which can be killed.
        PROCESSES
    }

    /// How long an unknown outcome waits.
    public enum Patience {
        /// Until the limit, which is short; nothing in the org takes as long.
        SHORT_LIMIT,
        /// Until the org says that it is complete up to then; its clock is put forward for that.
        ORG_CLOCK
    }

    /// Whether every change is sent by itself from beginning to end.
    public boolean isOrdered() {
        return Stream.concat(
                        Stream.of(algorithm),
                        steps.stream()
                                .flatMap(step ->
                                        step instanceof Step.Restart(var next) ? Stream.of(next) : Stream.empty()))
                .allMatch(WriteAlgorithm.ORDERED::equals);
    }

    /// One line a step, with its number.
    public String told() {
        var text = new StringBuilder("seed %d: %s, %s, %s\n".formatted(seed, setting, algorithm, patience));
        for (int i = 0; i < steps.size(); i++) {
            text.append("%4d. %s\n".formatted(i + 1, steps.get(i)));
        }
        return text.toString();
    }
}
