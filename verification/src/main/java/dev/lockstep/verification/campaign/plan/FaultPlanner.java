package dev.lockstep.verification.campaign.plan;

import dev.lockstep.verification.campaign.plan.Plan.Patience;
import java.util.List;
import java.util.Random;

/// Chooses what the org does wrong.
final class FaultPlanner {
    private static final List<String> WRITES = List.of("create", "upsert", "update", "delete");

    private final Random random;
    private final Patience patience;

    FaultPlanner(Random random, Patience patience) {
        this.random = random;
        this.patience = patience;
    }

    Step.Fault fault() {
        return new Step.Fault(
                switch (random.nextInt(14)) {
                    case 0, 1 -> write("answer-lost", "");
                    case 2 -> write("answer-cut", "");
                    case 3 -> write("answer-held", ", \"hold_ms\": " + (300 + random.nextInt(1_000)));
                    case 4 -> write("cut-before-work", "");
                    case 5 -> write("work-delayed", ", \"hold_ms\": " + (50 + random.nextInt(400)));
                    case 6 -> write("never-answered", ", \"hold_ms\": " + (200 + random.nextInt(800)));
                    case 7, 8 -> write("rows-locked", "");
                    case 9 -> write("session-ended", "");
                    case 10 -> write("commit-late", ", \"commit_s\": 1");
                    case 11 -> write("commit-after-cut", ", \"commit_s\": " + lateSeconds());
                    case 12 -> any("unavailable", "soap");
                    default -> any(random.nextBoolean() ? "unavailable" : "answer-cut", "rest");
                });
    }

    /// What outlives its connection for long is visible only when the org's clock was put forward.
    private int lateSeconds() {
        return patience == Patience.ORG_CLOCK && random.nextBoolean() ? 20 : 1;
    }

    private String write(String fault, String rest) {
        return "{\"fault\": \"%s\", \"api\": \"soap\", \"operation\": \"%s\", \"count\": %d%s}"
                .formatted(fault, WRITES.get(random.nextInt(WRITES.size())), 1 + random.nextInt(2), rest);
    }

    private String any(String fault, String api) {
        return "{\"fault\": \"%s\", \"api\": \"%s\", \"count\": %d}".formatted(fault, api, 1 + random.nextInt(3));
    }
}
