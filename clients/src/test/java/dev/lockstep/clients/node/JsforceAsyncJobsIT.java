package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bulk API 1.0 jobs of jsforce.
class JsforceAsyncJobsIT {
    private static final BulkSettings QUICK =
            BulkSettings.defaults().withJobTime(Duration.ofMillis(60)).withPageRows(200);

    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new NodeScript("bulk1").visitNewOrg(OrgsimSettings.defaults().withBulk(QUICK));
    }

    @ParameterizedTest
    @CsvSource({
        "inserted, 450, 450, 1",
        "updated, 300, 0, 1",
        "emptied, 1, 0, 0",
        "upserted, 500, 51, 0",
        "deleted, 200, 0, 0",
        "hardDeleted, 10, 0, 0",
        "csv, 1, 1, 0",
    })
    void learnsWhatBecameOfEachRecord(String job, int successful, int created, int failed) {
        assertThat(seen.number("/%s/successful".formatted(job))).isEqualTo(successful);
        assertThat(seen.number("/%s/created".formatted(job))).isEqualTo(created);
        assertThat(seen.at("/%s/failed".formatted(job))).hasSize(failed);
    }

    @Test
    void learnsWhyARecordFailed() {
        assertThat(seen.texts("/inserted/failed/0/errors"))
                .containsExactly("REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --");
        assertThat(seen.texts("/updated/failed/0/errors"))
                .containsExactly("INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--");
    }

    @Test
    void saysWhatIsToBeEmpty() {
        assertThat(seen.at("/emptiedRead/External_Id__c").isNull()).isTrue();
        assertThat(seen.text("/csvRead/Site")).isEqualTo("a\nb");
    }

    @Test
    void followsAJobAndItsBatches() {
        assertThat(seen.text("/opened/state")).isEqualTo("Open");
        assertThat(seen.text("/opened/concurrencyMode")).isEqualTo("Serial");
        assertThat(seen.text("/queued/state")).isEqualTo("Queued");
        assertThat(seen.each("/listed", "jobId")).hasSize(2).containsOnly(seen.text("/opened/id"));
        assertThat(seen.at("/outcomes/0/0/success").asBoolean()).isTrue();
        assertThat(seen.at("/outcomes/1/0/success").asBoolean()).isTrue();
        assertThat(seen.text("/batch/state")).isEqualTo("Completed");
        assertThat(seen.text("/checked/numberBatchesCompleted")).isEqualTo("2");
        assertThat(seen.text("/outcomeById/0/id")).isEqualTo(seen.text("/outcomes/1/0/id"));
        assertThat(seen.text("/closed/state")).isEqualTo("Closed");
        assertThat(seen.text("/aborted/state")).isEqualTo("Aborted");
    }

    @Test
    void readsAQuerysResultFileByFile() {
        assertThat(seen.texts("/fileSizes")).containsExactly("200", "90");
        assertThat(seen.text("/queried/Site")).isEqualTo("Here\nthere");
        assertThat(seen.each("/queriedAtOnce", "Name")).containsExactly("Text");
        assertThat(seen.at("/queriedNothing")).isEmpty();
        assertThat(seen.number("/queriedDeletedFiles")).isEqualTo(1);
        assertThat(seen.number("/queriedDeleted")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "batchOfAborted, InvalidJobState",
        "unknownObject, InvalidEntity",
        "noKey, InvalidJob",
        "unknownJob, InvalidJob",
        "unknownBatch, InvalidBatch",
    })
    void seesWhyItIsRefused(String call, String code) {
        assertThat(seen.refusal(call).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"unknownColumn, Field name not found : Nmae", "queryMalformed, No such column 'Nothing'"})
    void seesWhyABatchFailed(String call, String message) {
        assertThat(seen.refusal(call).message()).startsWith("InvalidBatch : ").contains(message);
    }

    @Test
    void renewsASessionThatHasEndedAndAsksAgain() {
        assertThat(seen.text("/renewed/id")).isEqualTo(seen.text("/aborted/id"));
    }
}
