package dev.lockstep.benchmarks;

import dev.lockstep.app.Refusal;
import dev.lockstep.benchmarks.capture.AppCommand;
import dev.lockstep.benchmarks.capture.CaptureCommand;
import dev.lockstep.benchmarks.load.LoadCommand;
import dev.lockstep.benchmarks.orgsim.OrgsimCommand;
import dev.lockstep.benchmarks.write.WriteCommand;
import dev.lockstep.embedded.EmbeddedPostgresException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What `dev/bench` runs: a list of the benchmarks.
@Command(
        name = "dev/bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        subcommands = {
            AppCommand.class,
            CaptureCommand.class,
            LoadCommand.class,
            OrgsimCommand.class,
            WriteCommand.class
        },
        description = "Runs a benchmark; without a name it lists them.")
final class Main {
    private static final int FAILED = 1;
    private static final int USAGE_OR_ENVIRONMENT = 2;

    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        var benchmarks = new CommandLine(new Main());
        benchmarks.setParameterExceptionHandler((wrong, given) -> {
            err.println("dev/bench: " + sentence(wrong));
            return USAGE_OR_ENVIRONMENT;
        });
        benchmarks.setExecutionExceptionHandler((failure, command, parsed) -> tell(failure, err));
        if (arguments.length == 0) {
            list(benchmarks, out);
            return 0;
        }
        return benchmarks.execute(arguments);
    }

    private static void list(CommandLine benchmarks, PrintStream out) {
        benchmarks
                .getSubcommands()
                .forEach((name, benchmark) -> out.printf(
                        "%-8s  %s%n",
                        name, benchmark.getCommandSpec().usageMessage().description()[0]));
    }

    private static String sentence(ParameterException wrong) {
        var command = wrong.getCommandLine();
        if (wrong instanceof UnmatchedArgumentException unmatched && command.getParent() == null) {
            var name = unmatched.getUnmatched().getFirst();
            if (!name.startsWith("-")) {
                return "there is no benchmark \"" + name + "\": take "
                        + String.join(" or ", command.getSubcommands().keySet()) + ".";
            }
        }
        return wrong.getMessage() + " (" + command.getCommandSpec().qualifiedName() + " --help tells the options).";
    }

    private static int tell(Exception failure, PrintStream err) {
        switch (failure) {
            case Refusal refusal -> err.println("dev/bench: " + refusal.getMessage());
            case EmbeddedPostgresException unavailable -> err.println("dev/bench: " + unavailable.getMessage());
            default -> {
                failure.printStackTrace(err);
                return FAILED;
            }
        }
        return USAGE_OR_ENVIRONMENT;
    }
}
