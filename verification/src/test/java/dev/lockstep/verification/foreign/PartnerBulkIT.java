package dev.lockstep.verification.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bulk API 1.0 as Salesforce's own client makes and understands its jobs, unmodified and in a process of its own.
class PartnerBulkIT {
    @TempDir
    private static Path folder;

    private static Seen seen;
    private static PartnerVisit visit;

    @BeforeAll
    static void visit() throws IOException, InterruptedException {
        visit = PartnerVisit.ofBulk(folder);
        seen = visit.seen();
    }

    @Test
    void learnsOfAJobWhatItAskedFor() {
        assertThat(seen.text("csv.job.state")).isEqualTo("Open");
        assertThat(seen.text("csv.job.mode")).isEqualTo("Serial");
        assertThat(seen.text("csv.job.apiVersion")).isEqualTo("65.0");
        assertThat(seen.text("csv.job.rule")).isEqualTo("01Q000000000001");
        assertThat(seen.text("csv.job.createdDate")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(seen.text("csv.queued")).isEqualTo("Queued");
        assertThat(seen.text("csv.listed")).isEqualTo("1");
        assertThat(seen.text("csv.closed.state")).isEqualTo("Closed");
        assertThat(seen.text("csv.status.completed")).isEqualTo("1");
        assertThat(seen.text("csv.status.records")).isEqualTo("3");
        assertThat(seen.text("csv.status.failed")).isEqualTo("1");
        assertThat(seen.text("csv.request")).isEqualTo("Name,External_Id__c\nOne,wsc-1\n,wsc-2\nThree,wsc-3\n");
        assertThat(seen.text("abort.state")).isEqualTo("Aborted");
    }

    @ParameterizedTest
    @CsvSource({
        "csv.insert, 3, 1",
        "csv.update, 1, 0",
        "csv.upsert, 2, 0",
        "csv.delete, 1, 0",
        "csv.hardDelete, 1, 0",
        "xml.insert, 3, 1",
        "xml.update, 1, 0",
        "xml.upsert, 1, 0",
        "xml.delete, 1, 0",
        "xml.hardDelete, 1, 0",
        "json.insert, 2, 1",
        "query.csv, 1200, 0",
        "query.xml, 1, 0",
        "query.json, 1, 0",
        "query.all, 1, 0"
    })
    void seesABatchComplete(String name, String processed, String failed) {
        assertThat(seen.text(name + ".state")).isEqualTo("Completed");
        assertThat(seen.text(name + ".stateMessage")).isEqualTo("null");
        assertThat(seen.text(name + ".processed")).isEqualTo(processed);
        assertThat(seen.text(name + ".failed")).isEqualTo(failed);
    }

    @Test
    void readsResultsOfCsv() {
        List<String> inserted = seen.all("csv.insert.rows");
        assertThat(inserted.get(0)).isEqualTo("[Id, Success, Created, Error]");
        assertThat(inserted.get(1)).matches("\\[001\\w{15}, true, true, \\w*\\]");
        assertThat(inserted.get(2)).contains("false, false, REQUIRED_FIELD_MISSING:Required fields are missing");
        assertThat(seen.all("csv.update.rows").get(1)).matches("\\[001\\w{15}, true, false, \\w*\\]");
        assertThat(seen.all("csv.upsert.rows").get(1)).contains(", true, false");
        assertThat(seen.all("csv.upsert.rows").get(2)).contains(", true, true");
        assertThat(seen.all("csv.delete.rows").get(1)).contains(", true, false");
        assertThat(seen.all("csv.hardDelete.rows").get(1)).contains(", true, false");
    }

    @ParameterizedTest
    @CsvSource({
        "xml.insert.0, true, true",
        "xml.insert.1, false, false",
        "xml.insert.2, true, true",
        "xml.update.0, true, false",
        "xml.upsert.0, true, true",
        "xml.delete.0, true, false",
        "xml.hardDelete.0, true, false",
        "json.insert.0, true, true",
        "json.insert.1, false, false"
    })
    void readsResultsOfXmlAndJson(String name, String success, String created) {
        assertThat(seen.text(name + ".success")).isEqualTo(success);
        assertThat(seen.text(name + ".created")).isEqualTo(created);
        if (success.equals("true")) {
            assertThat(seen.text(name + ".id")).matches("00[13]\\w{15}");
            assertThat(seen.all(name + ".codes")).isEmpty();
        } else {
            assertThat(seen.all(name + ".codes")).containsExactly("REQUIRED_FIELD_MISSING");
            assertThat(seen.all(name + ".fields")).hasSize(1);
        }
    }

    @Test
    void seesJobsAndBatchesInJson() {
        assertThat(seen.text("json.job.contentType")).isEqualTo("JSON");
        assertThat(seen.text("json.status")).isEqualTo("2");
        assertThat(seen.text("json.listed")).isEqualTo("1");
    }

    @Test
    void readsTheAnswersOfQueriesFileByFile() {
        assertThat(seen.all("query.csv.sizes")).containsExactly("500", "500", "200");
        for (int file = 0; file < 3; file++) {
            assertThat(seen.text("query.csv.header." + file)).isEqualTo("[Id, Name]");
        }
        assertThat(seen.text("query.xml.text")).contains("<type>Account</type>", "<Name>Quattro</Name>");
        assertThat(seen.text("query.json.text")).contains("\"type\":\"Account\"", "\"Name\":\"Quattro\"");
        assertThat(seen.text("query.all.text")).isEqualTo("\"Name\",\"IsDeleted\"\n\"Uno\",\"true\"\n");
        assertThat(seen.text("query.malformed.state")).isEqualTo("Failed");
        assertThat(seen.text("query.malformed.stateMessage"))
                .startsWith("InvalidBatch : Failed to process query: INVALID_FIELD:");
    }

    @Test
    void readsAQueryThatIsCutIntoRanges() {
        assertThat(seen.text("cut.original.state")).isEqualTo("NotProcessed");
        assertThat(seen.all("cut.states")).containsExactly("Completed", "Completed", "Completed");
        assertThat(seen.all("cut.sizes")).containsExactly("500", "500", "200");
        assertThat(seen.text("cut.total")).isEqualTo("4");
    }

    @ParameterizedTest
    @CsvSource({
        "refused.session.create, InvalidSessionId",
        "refused.session.get, InvalidSessionId",
        "refused.session.batch, InvalidSessionId",
        "refused.job, InvalidJob",
        "refused.batch, InvalidBatch",
        "refused.object, InvalidEntity",
        "refused.externalId, InvalidJob",
        "refused.json, InvalidEntity",
        "refused.results, InvalidBatch",
        "refused.closed, InvalidJobState",
        "refused.late, InvalidJobState",
        "refused.large, ClientInputError"
    })
    void seesWhyARequestIsRefused(String name, String code) {
        assertThat(seen.text(name + ".refused")).isEqualTo(code);
        assertThat(seen.text(name + ".message")).isNotBlank();
    }

    @Test
    void seesWhyABatchFailed() {
        assertThat(seen.text("refused.field.state")).isEqualTo("Failed");
        assertThat(seen.text("refused.field.stateMessage")).isEqualTo("InvalidBatch : Field name not found : Foo");
    }
}
