package dev.lockstep.orgsim;

import picocli.CommandLine;

/// Runs the simulated org as a program of its own.
public final class OrgsimMain {
    private OrgsimMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new OrgsimCommand()).execute(arguments));
    }
}
