package dev.lockstep.app;

import dev.lockstep.app.demo.DemoCommand;
import dev.lockstep.app.sql.SqlCommand;
import dev.lockstep.app.sync.SyncCommand;
import dev.lockstep.orgsim.OrgsimCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line: a list of its commands.
@Command(
        name = "lockstep",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DemoCommand.class, SyncCommand.class, SqlCommand.class, OrgsimCommand.class},
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
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> Failures.tell(failure, System.err));
        if (arguments.length == 0) {
            commandLine.usage(System.err);
            return Exit.USAGE_OR_ENVIRONMENT.code();
        }
        return commandLine.execute(arguments);
    }
}
