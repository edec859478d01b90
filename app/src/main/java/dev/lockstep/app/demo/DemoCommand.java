package dev.lockstep.app.demo;

import dev.lockstep.app.Refusal;
import dev.lockstep.app.console.ConsoleListener;
import dev.lockstep.app.console.Texts;
import dev.lockstep.app.console.UntilInterrupted;
import dev.lockstep.app.demo.project.DemoProject;
import dev.lockstep.app.settings.SettingsFile;
import dev.lockstep.engine.Shift;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs everything on this machine, and shows each change as it crosses.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a simulated org, an embedded PostgreSQL and the sync between them on 127.0.0.1, until Ctrl-C.",
            "A second start finds both sides as they were."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MILLIS = 200;

    @Mixin
    private final DemoOptions options = new DemoOptions();

    @Option(
            names = "--check",
            description = "proves itself: changes both sides, waits, compares everything, and exits with 0 or 1")
    private boolean check;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws InterruptedException {
        options.problem().ifPresent(problem -> {
            throw new Refusal(problem);
        });
        var listener = new ConsoleListener(out);
        var end = new UntilInterrupted(listener::mute);
        try {
            return run(listener, end);
        } finally {
            end.done();
        }
    }

    private int run(ConsoleListener listener, UntilInterrupted end) throws InterruptedException {
        long began = System.nanoTime();
        var project = options.project().map(DemoProject::read);
        var folder = DemoFolder.open(options.folder());
        if (options.isFresh()) {
            folder.clear();
        }
        out.println("All data of the demo is in " + folder.root());
        try (var stage = DemoStage.start(folder, options, project, out::println)) {
            out.printf("Org and database are up after %s.%n", Texts.duration(since(began)));
            try (var shift = Shift.begin(new SettingsFile(folder.configuration(), System.getenv()).read(), listener)) {
                return check ? check(stage, project, shift, end) : show(folder, stage, project, shift, end);
            } finally {
                listener.mute();
            }
        }
    }

    private int show(
            DemoFolder folder, DemoStage stage, Optional<DemoProject> project, Shift shift, UntilInterrupted end)
            throws InterruptedException {
        var quiet = new Quiet(shift, end);
        while (!quiet.isLoaded() && !isOver(shift, end)) {
            end.await(LOOK_EVERY_MILLIS);
        }
        if (!isOver(shift, end)) {
            out.println(Hints.of(folder, stage, project));
        }
        while (!isOver(shift, end)) {
            end.await(LOOK_EVERY_MILLIS);
        }
        return shift.endedBecause().isEmpty() ? 0 : 1;
    }

    private int check(DemoStage stage, Optional<DemoProject> project, Shift shift, UntilInterrupted end)
            throws InterruptedException {
        return new DemoCheck(stage, project, shift, end, out).run() ? 0 : 1;
    }

    private static boolean isOver(Shift shift, UntilInterrupted end) {
        return end.isAsked() || shift.endedBecause().isPresent();
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
