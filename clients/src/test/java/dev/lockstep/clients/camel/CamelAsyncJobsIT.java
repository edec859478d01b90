package dev.lockstep.clients.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bulk API 1.0 jobs of Camel.
class CamelAsyncJobsIT {
    private static final BulkSettings QUICK =
            BulkSettings.defaults().withJobTime(Duration.ofMillis(60)).withPageRows(2_000);

    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new CamelVisit(Visit.BULK_1)
                .toNewOrg(OrgsimSettings.defaults().withGeneratedRows(4_500).withBulk(QUICK));
    }

    @Test
    void loadsAndLearnsWhatBecameOfEachRecord() {
        assertThat(seen.text("/opened/state")).isEqualToIgnoringCase("OPEN");
        assertThat(seen.text("/loaded/state")).isEqualToIgnoringCase("COMPLETED");
        assertThat(seen.number("/loaded/numberRecordsProcessed")).isEqualTo(451);
        assertThat(seen.number("/loaded/numberRecordsFailed")).isEqualTo(1);
        assertThat(seen.texts("/outcomes")).hasSize(452).last().asString().contains("REQUIRED_FIELD_MISSING");
        assertThat(seen.at("/request").asBoolean()).isTrue();
        assertThat(seen.text("/upserted").lines().skip(1))
                .satisfiesExactly(
                        updated -> assertThat(updated).contains("\"true\",\"false\""),
                        refused -> assertThat(refused).contains("\"false\",\"false\"", "REQUIRED_FIELD_MISSING"));
        assertThat(seen.text("/xmlOutcomes"))
                .contains("<success>true</success>", "<statusCode>REQUIRED_FIELD_MISSING</statusCode>");
    }

    @Test
    void followsAJobAndItsBatches() {
        assertThat(seen.texts("/batches")).containsExactly(seen.text("/added/id"));
        assertThat(seen.text("/closed/state")).isEqualToIgnoringCase("CLOSED");
        assertThat(seen.number("/read/numberBatchesCompleted")).isEqualTo(1);
        assertThat(seen.text("/aborted/state")).isEqualToIgnoringCase("ABORTED");
    }

    @Test
    void readsAQuerysResultFileByFile() {
        assertThat(seen.number("/queried/numberRecordsProcessed")).isEqualTo(4_500);
        assertThat(seen.texts("/fileSizes")).containsExactly("2000", "2000", "500");
    }

    @Test
    void readsAQuerysResultByRangesOfIds() {
        assertThat(seen.text("/original/state")).isEqualToIgnoringCase("NOT_PROCESSED");
        assertThat(seen.each("/ranges", "state")).hasSize(5);
        assertThat(seen.number("/rowsInRanges")).isEqualTo(4_500);
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
    @CsvSource({"unknownColumn, Field name not found : Nmae", "malformedQuery, No such column 'Nothing'"})
    void seesWhyABatchFailed(String batch, String message) {
        assertThat(seen.text("/%s/state".formatted(batch))).isEqualToIgnoringCase("FAILED");
        assertThat(seen.text("/%s/stateMessage".formatted(batch))).contains(message);
    }
}
