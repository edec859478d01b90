package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.Access;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mapping that only reads.
class ReadOnlyMappingIT {

    @Test
    void sendsNothingAndGetsTheOrgsValueBack(@TempDir Path folder) {
        try (var stage = Stage.of(folder, Mappings.leads(Access.READ_ONLY))) {
            var id = stage.person().create("Lead", "LastName", "Theirs", "Company", "Example K.K.");
            stage.begin();
            var application = stage.application();

            application.run("UPDATE lead SET company = 'Ours' WHERE sfid = '" + id + "'");

            stage.until(
                    application,
                    "SELECT state, sf_message FROM _trigger_log_archive",
                    "IGNORED|the mapping is read-only");
            stage.until(application, "SELECT company FROM lead WHERE sfid = '" + id + "'", "Example K.K.");
            assertThat(stage.person().text("Lead", id, "Company")).isEqualTo("Example K.K.");
            assertThat(stage.org().requests().matching(RequestPattern.of(Api.SOAP, "update")))
                    .isZero();
        }
    }
}
