package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the data of ingest jobs is read, and results are written.
class IngestCsvIT {
    private TestOrg org;
    private IngestClient ingest;

    @BeforeEach
    void start() {
        org = new TestOrg(
                OrgsimSettings.defaults().withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO)));
        ingest = IngestClient.of(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void readsQuotesAndLineBreaksInValues() {
        String text = "He said: \"\"yes, no\"\"\nand left;";

        String id = ingest.run(
                "\"Name\",Description\n\"Quoted, Ltd.\",\"" + text + "\"\n\nPlain,'single'\n", "Account", "insert");

        assertThat(ingest.query("Name, Description", "Account WHERE Name IN ('Quoted, Ltd.', 'Plain') ORDER BY Name"))
                .containsExactly(List.of("Plain", "'single'"), List.of("Quoted, Ltd.", text.replace("\"\"", "\"")));
        assertThat(ingest.get("/" + id + "/successfulResults").body())
                .startsWith("\"sf__Id\",\"sf__Created\",\"Name\",\"Description\"\n")
                .contains("\"true\",\"Quoted, Ltd.\",\"" + text + "\"\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '#',
            value = {"BACKQUOTE # `", "CARET # ^", "COMMA # ,", "PIPE # |", "SEMICOLON # ;", "TAB # ~\t~"})
    void readsAndWritesEachDelimiterAndLineEnding(String name, char delimiter) {
        String csv = "Name,Phone\r\nDelimited,\"1,2\"\r\n,\"2\n3\"\r\n".replace(',', delimiter);

        String id = ingest.run(csv, "Account", "insert", "columnDelimiter", name, "lineEnding", "CRLF");

        assertThat(ingest.query("Phone", "Account WHERE Name = 'Delimited'"))
                .containsExactly(List.of("1" + delimiter + "2"));
        String successful = ingest.get("/" + id + "/successfulResults").body();
        assertThat(successful.replace(delimiter, ','))
                .startsWith("\"sf__Id\",\"sf__Created\",\"Name\",\"Phone\"\r\n\"001");
        assertThat(successful).endsWith("\"Delimited\"" + delimiter + "\"1" + delimiter + "2\"\r\n");
        assertThat(ingest.get("/" + id + "/failedResults").body()).endsWith("\"2\n3\"\r\n");
    }

    @Test
    void tellsResultsOfDataThatIsNoCsvByItsOwnColumnsAlone() {
        String csv = "\"Name\"a\nx\n";
        String id = ingest.create("Account", "insert");
        ingest.upload(id, csv);
        ingest.close(id);

        assertThat(ingest.end(id)).isEqualTo("Failed");
        assertThat(ingest.get("/" + id + "/successfulResults").body()).isEqualTo("\"sf__Id\",\"sf__Created\"\n");
        assertThat(ingest.get("/" + id + "/failedResults").body()).isEqualTo("\"sf__Id\",\"sf__Error\"\n");
        assertThat(ingest.get("/" + id + "/unprocessedrecords").body()).isEqualTo(csv);
    }

    @Test
    void failsWithDataThatIsNoCsv() {
        String quote =
                "InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a"
                        + " quote";

        assertThat(ingest.fail("Name\nA \"B\"\n", "Account", "insert")).isEqualTo(quote);
        assertThat(ingest.fail("Name\n\"A\" B\n", "Account", "insert")).isEqualTo(quote);
        assertThat(ingest.fail("\uFEFF\"Name\"\n\"A\"\n", "Account", "insert")).isEqualTo(quote);
        assertThat(ingest.fail("Name\nA\n\"B\n", "Account", "insert"))
                .isEqualTo("InvalidBatch : Failed to parse CSV. EOF reached before closing an opened quote");
    }

    @Test
    void failsWithMoreCharactersThanACellOrARowMayHave() {
        String cell = "ü".repeat(131_000);

        assertThat(ingest.fail("Name,Description\nA," + cell + "x".repeat(73) + "\n", "Account", "insert"))
                .endsWith("Max length for one column is = 131072");
        assertThat(ingest.fail(
                        "Name,Description,Site,Phone\n%1$s,%1$s,%1$s,%1$s\n".formatted(cell), "Account", "insert"))
                .endsWith("Max length for one record is = 400000");
        assertThat(ingest.failed(ingest.run("Name,Description\nA," + cell + "\n", "Account", "insert")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"LF,Name~A^~", "LF,Name~A^^~", "CRLF,Name~A~", "CRLF,Name^~A~", "LF,Name~A^", "LF,Name~A^B~"})
    void failsWithLinesThatEndInAnotherWay(String ending, String lines) {
        assertThat(ingest.fail(lines.replace('~', '\n').replace('^', '\r'), "Account", "insert", "lineEnding", ending))
                .isEqualTo("ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is "
                        + ending);
    }

    @Test
    void failsRowsThatDoNotFitTheHeader() {
        String id = ingest.run(IngestClient.lines("Name,Phone", "Long,1,2", "Short", "Fits,1"), "Account", "insert");

        assertThat(ingest.successful(id)).extracting(row -> row.get(2)).containsExactly("Fits");
        assertThat(ingest.failed(id))
                .extracting(row -> row.subList(1, row.size()))
                .containsExactly(
                        List.of("INVALID_FIELD:The row doesn't have as many cells as the header:--", "Long", "1"),
                        List.of("INVALID_FIELD:The row doesn't have as many cells as the header:--", "Short", ""));
    }

    @Test
    void takesPackedData() throws IOException {
        byte[] csv = IngestClient.lines("Name", "Packed 1", "Packed 2").getBytes(StandardCharsets.UTF_8);
        var gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(csv);
        }
        var deflate = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(deflate)) {
            out.write(csv);
        }

        assertSaved("gzip", gzip.toByteArray());
        assertSaved("deflate", deflate.toByteArray());
    }

    private void assertSaved(String encoding, byte[] packed) {
        String id = ingest.create("Account", "insert");
        assertThat(org.send(ingest.request("/" + id + "/batches", "text/csv")
                                .header("Content-Encoding", encoding)
                                .PUT(BodyPublishers.ofByteArray(packed))
                                .build())
                        .statusCode())
                .isEqualTo(201);
        ingest.close(id);
        assertThat(ingest.end(id)).isEqualTo("JobComplete");
        assertThat(ingest.successful(id)).extracting(List::getLast).containsExactly("Packed 1", "Packed 2");
    }
}
