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

/// Bulk API 2.0 jobs of jsforce. Results of queries have one page here: it can't read more.
class JsforceBulkIT {
    private static final BulkSettings QUICK = BulkSettings.defaults().withJobTime(Duration.ofMillis(60));

    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new NodeScript("bulk2").visitNewOrg(OrgsimSettings.defaults().withBulk(QUICK));
    }

    @ParameterizedTest
    @CsvSource({
        "inserted, 450, 450, 1, 0",
        "updated, 300, 0, 1, 0",
        "upserted, 500, 50, 0, 0",
        "deleted, 200, 0, 0, 0",
        "hardDeleted, 10, 0, 0, 0",
        "semicolons, 1, 1, 0, 0",
        "completedResults, 1, 1, 0, 0",
    })
    void learnsWhatBecameOfEachRow(String job, int successful, int created, int failed, int unprocessed) {
        assertThat(seen.number("/%s/successful".formatted(job))).isEqualTo(successful);
        assertThat(seen.number("/%s/created".formatted(job))).isEqualTo(created);
        assertThat(seen.at("/%s/failed".formatted(job))).hasSize(failed);
        assertThat(seen.number("/%s/unprocessed".formatted(job))).isEqualTo(unprocessed);
    }

    @Test
    void getsItsOwnColumnsBack() {
        assertThat(seen.text("/inserted/first/Name")).isEqualTo("Bulk 0, \"quoted\"");
        assertThat(seen.text("/updated/first/Site")).isEqualTo("Here\nthere");
        assertThat(seen.text("/semicolons/first/Site")).isEqualTo("a\nb");
        assertThat(seen.text("/inserted/failed/0/External_Id__c")).isEqualTo("bulk-none");
    }

    @Test
    void learnsWhyARowFailed() {
        assertThat(seen.text("/inserted/failed/0/sf__Error"))
                .isEqualTo("REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --");
        assertThat(seen.text("/updated/failed/0/sf__Error"))
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--");
    }

    @Test
    void followsAJobByItsId() {
        assertThat(seen.text("/opened/state")).isEqualTo("Open");
        assertThat(seen.text("/opened/contentUrl"))
                .isEqualTo("services/data/v65.0/jobs/ingest/%s/batches".formatted(seen.text("/opened/id")));
        assertThat(seen.text("/completed/state")).isEqualTo("JobComplete");
        assertThat(seen.number("/completed/numberRecordsProcessed")).isEqualTo(1);
        assertThat(seen.text("/aborted/state")).isEqualTo("Aborted");
    }

    @Test
    void readsAQuerysResult() {
        assertThat(seen.number("/queried/count")).isEqualTo(290);
        assertThat(seen.text("/queried/first/Site")).isEqualTo("Here\nthere");
        assertThat(seen.number("/queriedWithDeleted")).isEqualTo(490);
        assertThat(seen.at("/queriedNothing")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deletedJob | NOT_FOUND | The requested resource does not exist",
                "unknownJob | NOT_FOUND | The requested resource does not exist",
                "unknownObject | INVALIDENTITY | Entity 'Acount' is not supported by the Bulk API.",
                "unknownColumn | Error | Ingest job failed to complete due to: InvalidBatch : Field name not found :"
                        + " Nmae",
                "queryGrouped | API_ERROR | Aggregate functions not supported in Bulk V2 Query",
            })
    void seesWhyItIsRefused(String call, String code, String message) {
        assertThat(seen.refusal(call)).isEqualTo(new Facts.Refusal(code, message));
    }

    @Test
    void seesWhyAKeyOrAQueryIsRefused() {
        assertThat(seen.refusal("noKey").code()).isEqualTo("INVALIDJOB");
        assertThat(seen.refusal("queryMalformed").code()).isEqualTo("MALFORMED_QUERY");
    }
}
