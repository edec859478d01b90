package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fields that hold bytes.
class BlobFieldsIT {
    private static final byte[] BYTES = {0, 1, (byte) 0xFF, 'a', '\r', '\n', (byte) 0xC3};
    private static final String BASE64 = Base64.getEncoder().encodeToString(BYTES);

    @AutoClose
    private final TestOrg org = TestOrg.start();

    private final PartnerConnection soap = org.soap(org.token());
    private final Records records = new Records(soap);
    private final RestClient rest = RestClient.of(org, 65);

    @Test
    void comeAndGoAsBase64OverSoap() throws ConnectionException {
        String account = records.create("Account", "Name", "A");
        SObject file = Records.record("Attachment", "Name", "a.bin", "ParentId", account, "Body", BASE64);

        String id = soap.create(new SObject[] {file})[0].getId();

        SObject read = soap.query("SELECT Body, BodyLength FROM Attachment WHERE Id = '" + id + "'")
                .getRecords()[0];
        assertThat(read.getField("Body")).isEqualTo(BASE64);
        assertThat(read.getField("BodyLength")).isEqualTo("7");
        assertThat(soap.retrieve("Body", "Attachment", new String[] {id})[0].getField("Body"))
                .isEqualTo(BASE64);
    }

    @Test
    void areToldByTheirPathOverRest() throws Exception {
        String account = records.create("Account", "Name", "A");
        String id = rest.create(
                "Attachment",
                "{\"Name\":\"a.pdf\",\"ContentType\":\"application/pdf\",\"ParentId\":\"%s\",\"Body\":\"%s\"}"
                        .formatted(account, BASE64));
        String path = "/services/data/v65.0/sobjects/Attachment/" + id + "/Body";

        assertThat(rest.get("/query?q=" + TestOrg.encoded("SELECT Body FROM Attachment"))
                        .body())
                .contains("\"Body\":\"" + path + "\"");
        assertThat(rest.get("/sobjects/Attachment/" + id).body()).contains("\"Body\":\"" + path + "\"");
        HttpResponse<byte[]> bytes = org.http()
                .send(
                        HttpRequest.newBuilder(org.request(path).build().uri())
                                .header("Authorization", "Bearer " + org.token())
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(bytes.statusCode()).isEqualTo(200);
        assertThat(bytes.body()).isEqualTo(BYTES);
        assertThat(bytes.headers().firstValue("Content-Type")).contains("application/pdf");

        rest.patch(
                "/sobjects/Attachment/" + id,
                "{\"Body\":\"%s\"}"
                        .formatted(Base64.getEncoder().encodeToString("other".getBytes(StandardCharsets.UTF_8))));
        assertThat(rest.get("/sobjects/Attachment/" + id + "/body").body()).isEqualTo("other");
    }

    @Test
    void goAlongWithTheirParents() throws ConnectionException {
        String account = records.create("Account", "Name", "A");
        String id = records.create("Attachment", "Name", "a.bin", "ParentId", account, "Body", BASE64);

        soap.delete(new String[] {account});

        assertThat(records.live("Attachment", id)).isZero();
        assertThat(rest.get("/sobjects/Attachment/" + id + "/Body").statusCode())
                .isEqualTo(404);
        soap.undelete(new String[] {account});
        assertThat(records.field(id, "Attachment", "Body")).isEqualTo(BASE64);
    }

    @Test
    void refuseWhatIsNone() throws ConnectionException {
        String account = records.create("Account", "Name", "A");
        var results = soap.create(new SObject[] {
            Records.record("Attachment", "Name", "bad", "ParentId", account, "Body", "=§="),
            Records.record("Attachment", "Name", "none", "ParentId", account, "Body", "")
        });

        assertThat(results)
                .extracting(result -> result.getErrors()[0].getStatusCode().name())
                .containsExactly("INVALID_TYPE_ON_FIELD_IN_RECORD", "REQUIRED_FIELD_MISSING");
        assertThat(rest.get("/sobjects/Attachment/00P000000000000/Body").statusCode())
                .isEqualTo(404);
        assertThat(rest.delete("/sobjects/Attachment/00P000000000000/Body").statusCode())
                .isEqualTo(405);
        for (String soql : new String[] {
            "SELECT Id FROM Attachment WHERE Body = 'x'",
            "SELECT Id FROM Attachment ORDER BY Body",
            "SELECT COUNT(Body) FROM Attachment"
        }) {
            assertThat(rest.get("/query?q=" + TestOrg.encoded(soql)).statusCode())
                    .as(soql)
                    .isEqualTo(400);
        }
    }

    @Test
    void areNoBusinessOfBulk() {
        HttpResponse<String> answer =
                rest.post("/jobs/query", "{\"operation\":\"query\",\"query\":\"SELECT Id, Body FROM Attachment\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("API_ERROR", "Binary field not supported");
    }

    @Test
    void areDescribedAsBytes() {
        assertThat(rest.get("/sobjects/Attachment/describe").body())
                .contains("\"soapType\":\"xsd:base64Binary\"", "\"type\":\"base64\"");
    }

    @Test
    void areKeptOverARestart(@TempDir Path folder) throws ConnectionException {
        String id;
        try (var first = new TestOrg(OrgsimSettings.defaults().keptIn(folder))) {
            var before = new Records(first.soap(first.token()));
            String account = before.create("Account", "Name", "A");
            id = before.create("Attachment", "Name", "a.bin", "ParentId", account, "Body", BASE64);
        }

        try (var second = new TestOrg(OrgsimSettings.defaults().keptIn(folder))) {
            assertThat(new Records(second.soap(second.token())).field(id, "Attachment", "Body"))
                    .isEqualTo(BASE64);
        }
    }
}
