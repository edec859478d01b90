package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.ShiftRefused;
import dev.lockstep.engine.memory.ConnectionMemory;
import dev.lockstep.engine.memory.MemoryFile;
import dev.lockstep.model.RecordId;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that isn't the one that it was: a copy, a restored one, or one that meets another org. Its log may
/// hold changes that were sent, and sending them again would double records.
class RestoredDatabaseIT {
    private Stage stage;
    private Sql application;

    @BeforeEach
    void sendOneAndLeaveOneWaiting(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.leads());
        var shift = stage.begin();
        application = stage.application();
        application.run("INSERT INTO lead (lastname, company) VALUES ('Sent', 'Example K.K.')");
        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Sent'", "SYNCED");
        shift.close();
        application.run("INSERT INTO lead (lastname, company) VALUES ('Waiting', 'Example K.K.')");
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void refusesADatabaseThatStandsBehindWhatWasSettled() {
        remember(known -> known.settledUpTo(known.settled() + 1));

        refusesWith("it looks restored");
    }

    @Test
    void refusesADatabaseOfAnotherCluster() {
        remember(known -> new ConnectionMemory(known.organization(), "1", known.timeline(), known.settled()));

        refusesWith("it looks like a copy");
    }

    @Test
    void refusesADatabaseOfAnotherTimeline() {
        remember(known -> new ConnectionMemory(
                known.organization(), known.systemIdentifier(), known.timeline() + 1, known.settled()));

        refusesWith("it looks restored or promoted");
    }

    @Test
    void refusesAnotherOrg() {
        var other = RecordId.of("00D000000000001");
        remember(known -> new ConnectionMemory(other, known.systemIdentifier(), known.timeline(), known.settled()));

        refusesWith("where it was " + other);
    }

    @Test
    void remembersWhatWasSettledLast() {
        assertThat(memory().read().orElseThrow().settled())
                .isEqualTo(Long.parseLong(application.one("SELECT last_value FROM _lockstep_settle_seq")));
    }

    @Test
    void goesOnWhereNothingContradictsTheMemory() {
        stage.begin();

        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = 'Waiting'", "SYNCED");
        assertThat(stage.person().count("Lead", "LastName = 'Sent'")).isEqualTo(1);
    }

    private void refusesWith(String reason) {
        var before = memory().read();

        assertThatThrownBy(stage::begin)
                .isInstanceOf(ShiftRefused.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("Nothing was sent")
                .hasMessageContaining(stage.memory().toString());

        assertThat(stage.org().requests().matching(RequestPattern.of(Api.SOAP, "create")))
                .isEqualTo(1);
        assertThat(application.one("SELECT state FROM _trigger_log")).isEqualTo("NEW");
        assertThat(memory().read()).as("the memory stays as it was").isEqualTo(before);
    }

    private void remember(UnaryOperator<ConnectionMemory> change) {
        memory().write(change.apply(memory().read().orElseThrow()));
    }

    private MemoryFile memory() {
        return new MemoryFile(stage.memory());
    }
}
