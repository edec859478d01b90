package dev.lockstep.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line: a list of its commands.
@Command(
        name = "lockstep",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keeps a Salesforce org and a PostgreSQL database in lockstep, both ways.")
final class Main {
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        var commandLine = new CommandLine(new Main());
        commandLine
                .getCommandSpec()
                .exitCodeOnSuccess(Exit.OK.code())
                .exitCodeOnUsageHelp(Exit.OK.code())
                .exitCodeOnVersionHelp(Exit.OK.code())
                .exitCodeOnInvalidInput(Exit.USAGE_OR_ENVIRONMENT.code())
                .exitCodeOnExecutionException(Exit.FAILED.code());
        if (arguments.length == 0) {
            commandLine.usage(System.err);
            return Exit.USAGE_OR_ENVIRONMENT.code();
        }
        return commandLine.execute(arguments);
    }
}
