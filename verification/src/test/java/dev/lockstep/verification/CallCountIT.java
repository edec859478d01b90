package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.Shift;
import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// So many changes cost as few calls as the org lets them.
class CallCountIT {
    private Stage stage;

    @BeforeEach
    void set(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.accounts(), Mappings.leads());
    }

    @AfterEach
    void end() {
        stage.close();
    }

    /// A job takes ten thousand records, a request two hundred.
    @ParameterizedTest
    @CsvSource({"ORDERED, 10000, 50", "MERGED, 2000, 10"})
    void manyChangesAreOneJobWithAUniqueIdentifierAndFullRequestsWithout(
            WriteAlgorithm algorithm, int changes, int requests) {
        stage.write(algorithm);
        // Polls would read all of it again and again, since they look back for minutes.
        stage.pollEvery(Duration.ofMinutes(10));
        var shift = stage.begin();
        var application = stage.application();

        settle(
                shift,
                application,
                "INSERT INTO account (name, external_id__c) SELECT 'A ' || n, 'K-' || n" + " FROM generate_series(1, "
                        + changes + ") n");
        assertThat(stage.requests(Api.BULK, "createIngestJob")).isEqualTo(1);
        settle(shift, application, "UPDATE account SET phone = '1' WHERE name LIKE 'A %'");
        assertThat(stage.requests(Api.BULK, "createIngestJob")).isEqualTo(2);
        assertThat(stage.requests(Api.BULK, "uploadJobData")).isEqualTo(2);
        assertThat(stage.requests(Api.BULK, "closeJob")).isEqualTo(2);
        assertThat(soapWrites()).isZero();

        settle(
                shift,
                application,
                "INSERT INTO lead (lastname, company) SELECT 'L ' || n, 'Example K.K.'" + " FROM generate_series(1, "
                        + changes + ") n");
        assertThat(soapWrites()).isEqualTo(requests);
        settle(shift, application, "UPDATE lead SET phone = '1' WHERE lastname LIKE 'L %'");
        assertThat(soapWrites()).isEqualTo(2L * requests);

        assertThat(stage.person().count("Account", "Name LIKE 'A %' AND Phone = '1'"))
                .isEqualTo(changes);
        assertThat(stage.person().count("Lead", "LastName LIKE 'L %' AND Phone = '1'"))
                .isEqualTo(changes);
        assertThat(stage.requests(Api.BULK, "createIngestJob")).isEqualTo(2);
    }

    private void settle(Shift shift, Sql application, String statement) {
        application.run(statement);
        stage.untilSettled(shift);
    }

    private long soapWrites() {
        return stage.requests(Api.SOAP, "create")
                + stage.requests(Api.SOAP, "update")
                + stage.requests(Api.SOAP, "upsert");
    }
}
