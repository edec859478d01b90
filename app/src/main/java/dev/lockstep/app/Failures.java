package dev.lockstep.app;

import dev.lockstep.engine.ShiftRefused;
import dev.lockstep.engine.mapping.MappingRefused;
import dev.lockstep.model.configuration.ConfigurationInvalid;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.salesforce.OrgFailure;
import java.io.PrintStream;
import java.sql.SQLException;

/// What a person is told when a command fails, and with which exit code it ends. Only a fault of the program
/// itself shows its stack.
final class Failures {
    private Failures() {}

    static int tell(Exception failure, PrintStream err) {
        switch (failure) {
            case Refusal refusal -> err.println("lockstep: " + refusal.getMessage());
            case ShiftRefused refused -> err.println("lockstep: " + refused.getMessage());
            case ConfigurationInvalid invalid -> {
                err.println("lockstep: the configuration can't be used:");
                invalid.problems().forEach(problem -> err.println("  " + problem));
            }
            case MappingRefused refused -> {
                err.println("lockstep: the org doesn't allow these mappings:");
                refused.problems().forEach(problem -> err.println("  " + problem));
            }
            case OrgFailure org -> err.println("lockstep: " + org.getMessage() + ". " + org.hint());
            case DatabaseFailure database
            when database.kind() != DatabaseFailure.Kind.BUG -> err.println("lockstep: " + database.getMessage());
            case SQLException sql -> {
                err.println("lockstep: " + sql.getMessage());
                return Exit.FAILED.code();
            }
            default -> {
                err.println("lockstep: this is a fault of the program; please report it with what follows.");
                failure.printStackTrace(err);
                return Exit.FAILED.code();
            }
        }
        return Exit.USAGE_OR_ENVIRONMENT.code();
    }
}
