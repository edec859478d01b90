package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.SyncEvent;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive of the trigger log, as a shift keeps it.
class ArchiveIT {
    @Test
    void forgetsWhatEndedLongAgoAndTellsHowMuch(@TempDir Path folder) {
        try (var stage = Stage.of(folder, Mappings.leads())) {
            var shift = stage.begin();
            var application = stage.application();
            application.run(
                    "INSERT INTO lead (lastname, company) VALUES ('First', 'Example K.K.')",
                    "INSERT INTO lead (lastname, company) VALUES ('Second', 'Example K.K.')");
            stage.until(
                    application,
                    "SELECT count(*) FROM lead WHERE _hc_lastop = 'SYNCED' AND lastname" + " IN ('First', 'Second')",
                    "2");
            shift.close();
            application.run("UPDATE _trigger_log_archive SET processed_at = processed_at - interval '32 days'");

            stage.begin();

            var cleared = stage.events().await(SyncEvent.ArchiveCleared.class, event -> true);
            assertThat(cleared).isEqualTo(new SyncEvent.ArchiveCleared(1, 1, Duration.ofDays(31)));
            assertThat(application.one("SELECT count(*), max(id) = (SELECT last_value FROM _trigger_log_id_seq)"
                            + " FROM _trigger_log_archive"))
                    .isEqualTo("1|t");
        }
    }
}
