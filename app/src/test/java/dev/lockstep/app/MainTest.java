package dev.lockstep.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    @Test
    void endsWellAfterHelpAndVersion() {
        assertThat(Main.run("--help")).isEqualTo(Exit.OK.code());
        assertThat(Main.run("--version")).isEqualTo(Exit.OK.code());
    }

    @Test
    void tellsAWrongCommandFromAFailure() {
        assertThat(Main.run("--no-such-option")).isEqualTo(Exit.USAGE_OR_ENVIRONMENT.code());
        assertThat(Main.run()).isEqualTo(Exit.USAGE_OR_ENVIRONMENT.code());
    }

    @Test
    void endsAtOnceWhereTheProjectIsNone() {
        assertThat(Main.run("demo", "--project", "target/no-such-project")).isEqualTo(Exit.USAGE_OR_ENVIRONMENT.code());
        assertThat(Main.run("orgsim", "--project", "target/no-such-project"))
                .isEqualTo(Exit.USAGE_OR_ENVIRONMENT.code());
    }

    @Test
    void namesTheProgramInItsHelp() {
        assertThat(new CommandLine(new Main()).getUsageMessage()).contains("Usage: lockstep");
    }
}
