package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program with a data folder, killed without a warning.
class KilledProcessIT {
    @TempDir
    private Path folder;

    @Test
    void keepsEveryAnsweredSaveThroughAKill() throws Exception {
        for (var round = 1; round <= 3; round++) {
            try (var orgsim = new Killable(folder)) {
                var token = orgsim.token();
                for (var record = 0; record < 5; record++) {
                    assertThat(orgsim.post(
                                    "/services/Soap/u/64.0",
                                    RawSoap.message(token, RawSoap.createAccount("Killed")),
                                    "text/xml"))
                            .contains("<success>true</success>");
                }
                assertThat(count(orgsim, token)).contains("\"totalSize\":" + round * 5 + ",");
                orgsim.kill();
            }
        }
        try (var orgsim = new Killable(folder)) {
            assertThat(count(orgsim, orgsim.token())).contains("\"totalSize\":15,");
        }
    }

    @Test
    void refusesAFolderThatAnotherProcessUses() throws Exception {
        try (var first = new Killable(folder)) {
            assertThat(first.url()).startsWith("http://");

            try (var second = new Killable(folder)) {
                assertThat(second.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(second.process().exitValue()).isEqualTo(2);
                assertThat(second.process().errorReader(StandardCharsets.UTF_8).lines())
                        .containsExactly("The journal " + folder.resolve("journal.jsonl")
                                + " is in use. Stop the other simulated org first.");
            }
        }
    }

    private static String count(Killable orgsim, String token) throws IOException, InterruptedException {
        return orgsim.query(token, "SELECT COUNT() FROM Account WHERE Name = 'Killed'");
    }
}
