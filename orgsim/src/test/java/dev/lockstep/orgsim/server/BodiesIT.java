package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BodiesIT {
    private static TestOrg org;
    private static String message;

    @BeforeAll
    static void start() {
        org = TestOrg.start();
        message = RawSoap.message(org.token(), "<getUserInfo/>");
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @Test
    void unpacksGzip() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(message.getBytes(StandardCharsets.UTF_8));
        }

        assertAnswered(post("gzip", packed.toByteArray()));
    }

    @Test
    void unpacksGzipOfAnUpdateOverRest() throws IOException {
        var rest = RestClient.of(org, 65);
        String id = rest.create("Account", "{\"Name\":\"Plain\"}");
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("{\"Name\":\"Packed\"}".getBytes(StandardCharsets.UTF_8));
        }

        var answer = org.send(org.request(
                        rest.root() + "/sobjects/Account/" + id,
                        "Authorization",
                        "Bearer " + rest.token(),
                        "Content-Type",
                        "application/json",
                        "Content-Encoding",
                        "gzip")
                .method("PATCH", BodyPublishers.ofByteArray(packed.toByteArray()))
                .build());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(rest.get("/sobjects/Account/" + id + "?fields=Name").body()).contains("\"Name\":\"Packed\"");
    }

    @Test
    void unpacksDeflateWithAndWithoutItsHead() throws IOException {
        assertAnswered(post("deflate", deflated(new Deflater())));
        assertAnswered(post("deflate", deflated(new Deflater(Deflater.DEFAULT_COMPRESSION, true))));
    }

    private static byte[] deflated(Deflater deflater) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(message.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @Test
    void takesABodyInChunks() throws IOException {
        try (var connection = new RawConnection(org)) {
            connection.head("/services/Soap/u/65.0", "Content-Type: text/xml", "Transfer-Encoding: chunked");
            int half = message.length() / 2;
            connection.write(chunk(message.substring(0, half)));
            connection.write(chunk(message.substring(half)));
            connection.write("0\r\n\r\n");

            assertThat(connection.readUntil("</soapenv:Envelope>")).contains("getUserInfoResponse");
        }
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @Test
    void asksForTheBodyOfAClientThatWaits() throws IOException {
        try (var connection = new RawConnection(org)) {
            connection.head(
                    "/services/Soap/u/65.0",
                    "Content-Type: text/xml",
                    "Expect: 100-continue",
                    "Content-Length: " + message.length());
            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
            connection.write(message);

            assertThat(connection.readUntil("</soapenv:Envelope>")).contains("getUserInfoResponse");
        }
    }

    @Test
    void answersWithTheWayTheClientCame() throws IOException {
        try (var connection = new RawConnection(org)) {
            String form = "grant_type=client_credentials&client_id=lockstep-demo&client_secret=lockstep-demo-secret";
            connection.head("/services/oauth2/token", "Content-Length: " + form.length());
            connection.write(form);

            assertThat(connection.readUntil("}")).contains("\"instance_url\":\"http://test\"");
        }
    }

    private static HttpResponse<String> post(String encoding, byte[] body) {
        return org.send(org.request("/services/Soap/u/65.0", "Content-Type", "text/xml", "Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static void assertAnswered(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("getUserInfoResponse");
    }
}
