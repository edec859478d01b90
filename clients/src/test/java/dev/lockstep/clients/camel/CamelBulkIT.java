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

/// Bulk API 2.0 jobs of Camel.
class CamelBulkIT {
    private static Facts seen = Facts.NONE;

    private static Facts seenOfAborted = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new CamelVisit(Visit.BULK_2).toNewOrg(settings(Duration.ofMillis(60)));
        seenOfAborted = new CamelVisit(Visit.BULK_2_ABORTED).toNewOrg(settings(Duration.ofHours(1)));
    }

    private static OrgsimSettings settings(Duration jobTime) {
        return OrgsimSettings.defaults()
                .withGeneratedRows(4_500)
                .withBulk(BulkSettings.defaults().withJobTime(jobTime));
    }

    @Test
    void loadsAndLearnsWhatBecameOfEachRow() {
        assertThat(seen.text("/inserted/state")).isEqualTo("JobComplete");
        assertThat(seen.number("/inserted/numberRecordsProcessed")).isEqualTo(451);
        assertThat(seen.number("/inserted/numberRecordsFailed")).isEqualTo(1);
        assertThat(seen.number("/successful")).isEqualTo(451);
        assertThat(seen.text("/failed")).contains("REQUIRED_FIELD_MISSING", "camel-none");
        assertThat(seen.text("/unprocessed").lines()).hasSize(1);
        assertThat(seen.number("/upserted/numberRecordsFailed")).isZero();
        assertThat(seen.number("/upserted/numberRecordsProcessed")).isEqualTo(2);
    }

    @Test
    void listsJobs() {
        assertThat(seen.texts("/jobs")).contains(seen.text("/inserted/id"), seen.text("/upserted/id"));
        assertThat(seen.texts("/queryJobs")).containsExactly(seen.text("/queried/id"));
    }

    @Test
    void endsJobsEarlyAndForgetsThem() {
        assertThat(seenOfAborted.text("/opened/state")).isEqualTo("Open");
        assertThat(seenOfAborted.text("/aborted/state")).isEqualTo("Aborted");
        assertThat(seenOfAborted.refusal("deletedJob").code()).isEqualTo("NOT_FOUND");
        assertThat(seenOfAborted.text("/queryAborted/state")).isEqualTo("Aborted");
        assertThat(seenOfAborted.refusal("deletedQueryJob").code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void readsAQuerysResultPageByPage() {
        assertThat(seen.number("/queried/numberRecordsProcessed")).isEqualTo(4_500);
        assertThat(seen.texts("/pageSizes")).containsExactly("1000", "1000", "1000", "1000", "500");
    }

    @ParameterizedTest
    @CsvSource({
        "unknownObject, INVALIDENTITY",
        "noKey, INVALIDJOB",
        "malformedQuery, MALFORMED_QUERY",
    })
    void seesWhyItIsRefused(String call, String code) {
        assertThat(seen.refusal(call).code()).isEqualTo(code);
    }

    @Test
    void seesWhyAJobFailed() {
        assertThat(seen.text("/unknownColumn/state")).isEqualTo("Failed");
        assertThat(seen.text("/unknownColumn/errorMessage")).contains("Field name not found : Nmae");
    }
}
