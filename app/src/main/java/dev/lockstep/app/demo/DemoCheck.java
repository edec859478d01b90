package dev.lockstep.app.demo;

import dev.lockstep.app.console.TextTable;
import dev.lockstep.app.console.Texts;
import dev.lockstep.app.console.UntilInterrupted;
import dev.lockstep.app.demo.project.DemoProject;
import dev.lockstep.app.demo.project.ProjectScript;
import dev.lockstep.engine.Shift;
import dev.lockstep.engine.verify.Verify;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Proves that the demo does what it says: changes both sides as applications and people do, waits until both
/// have settled, and compares every record and every field.
final class DemoCheck {
    private static final Duration LOAD_AT_MOST = Duration.ofMinutes(30);
    private static final Duration SETTLE_AT_MOST = Duration.ofSeconds(30);

    private final DemoStage stage;
    private final Optional<DemoProject> project;
    private final Shift shift;
    private final PrintStream out;
    private final Quiet quiet;

    /// @param project what the org was made of, instead of the sample
    DemoCheck(DemoStage stage, Optional<DemoProject> project, Shift shift, UntilInterrupted end, PrintStream out) {
        this.stage = stage;
        this.project = project;
        this.shift = shift;
        this.out = out;
        this.quiet = new Quiet(shift, end);
    }

    /// Whether everything was as it should be.
    boolean run() throws InterruptedException {
        long began = System.nanoTime();
        if (!quiet.await(LOAD_AT_MOST)) {
            out.println("FAILED: the load did not end. " + shift.endedBecause().orElse(""));
            return false;
        }
        out.printf("%nLoaded and polled after %s. Now both sides change:%n", since(began));
        var run = UUID.randomUUID().toString().substring(0, 8);
        var table = new TextTable(List.of("what", "changes", "until both sides had it", "result"));
        boolean isRight = true;
        try (var script = script(run)) {
            for (var step : script.steps()) {
                isRight &= take(step, table);
            }
            script.leftOut().forEach(out::println);
        } catch (SQLException failure) {
            out.println("FAILED: the application's own statement was refused: " + failure.getMessage());
            isRight = false;
        }
        out.println();
        out.print(table.print());
        isRight &= compare();
        out.printf("%n%s after %s.%n", isRight ? "CHECK PASSED" : "CHECK FAILED", since(began));
        return isRight;
    }

    private CheckScript script(String run) throws SQLException {
        return project.isPresent()
                ? ProjectScript.open(
                        project.get(), stage.database(), stage.org().url(), run)
                : SampleScript.open(stage.database(), stage.org().url(), run);
    }

    private boolean take(CheckScript.Step step, TextTable table) throws InterruptedException, SQLException {
        long began = System.nanoTime();
        int changes = step.work().change();
        boolean isSettled = quiet.await(SETTLE_AT_MOST);
        var took = since(began);
        var problem = isSettled
                ? step.proof().problems().stream().flatMap(Optional::stream).collect(Collectors.joining("; "))
                : "not settled: " + shift.backlog();
        table.add(List.of(step.name(), Texts.number(changes), took, problem.isEmpty() ? "as expected" : problem));
        if (!problem.isEmpty()) {
            out.println("FAILED: " + step.name() + ": " + problem);
        }
        return problem.isEmpty();
    }

    private boolean compare() {
        var failed = shift.backlog().failed();
        var table = new TextTable(List.of("object", "records", "rows", "fields each", "different"));
        long different = 0;
        var sides = shift.sides();
        var verify = new Verify(sides.org(), sides.database(), sides.mappings().values());
        for (var verified : verify.all()) {
            var result = verified.result();
            different += result.different();
            table.add(List.of(
                    verified.object().value(),
                    Texts.number(result.records()),
                    Texts.number(result.rows()),
                    Integer.toString(verified.fields()),
                    Texts.number(result.different())));
            result.first().stream().limit(5).forEach(difference -> out.println("DIFFERENT: " + difference));
        }
        out.println();
        out.print(table.print());
        if (failed > 0) {
            out.println("FAILED: " + failed + " changes were refused by the org.");
        }
        return different == 0 && failed == 0;
    }

    private static String since(long began) {
        return Texts.duration(Duration.ofNanos(System.nanoTime() - began));
    }
}
