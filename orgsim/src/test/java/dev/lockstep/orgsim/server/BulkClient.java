package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bulk queries as a client of one version sends them.
record BulkClient(TestOrg org, String token, String version) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_POLLS = 100_000;

    static BulkClient of(TestOrg org) {
        return new BulkClient(org, org.token(), "65.0");
    }

    BulkClient by(String otherVersion) {
        return new BulkClient(org, token, otherVersion);
    }

    HttpResponse<String> post(String body) {
        return send("POST", "", body);
    }

    HttpResponse<String> get(String below) {
        return send("GET", below, "");
    }

    HttpResponse<String> abort(String id) {
        return send("PATCH", "/" + id, "{\"state\":\"Aborted\"}");
    }

    HttpResponse<String> delete(String id) {
        return send("DELETE", "/" + id, "");
    }

    HttpResponse<String> send(String method, String below, String body) {
        return org.send(request(path(below))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    /// What a link of an answer leads to.
    HttpResponse<String> follow(String path) {
        return org.send(request(path).build());
    }

    HttpRequest.Builder request(String path) {
        return org.request(path, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    String path(String below) {
        return "/services/data/v" + version + "/jobs/query" + below;
    }

    /// Makes a job.
    String create(String soql) {
        return create("query", soql);
    }

    String create(String operation, String soql) {
        HttpResponse<String> answer = post(body(operation, soql));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("id").asString();
    }

    static String body(String operation, String soql) {
        return JSON.writeValueAsString(
                JSON.createObjectNode().put("operation", operation).put("query", soql));
    }

    /// Makes a job and waits until it has run.
    String run(String soql) {
        return complete(create(soql));
    }

    String complete(String id) {
        assertThat(end(id)).isEqualTo("JobComplete");
        return id;
    }

    /// The last state of a job.
    String end(String id) {
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            String state = state(id);
            if (!state.equals("UploadComplete") && !state.equals("InProgress")) {
                return state;
            }
        }
        throw new AssertionError("The job " + id + " doesn't end");
    }

    String state(String id) {
        return job(id).get("state").asString();
    }

    JsonNode job(String id) {
        HttpResponse<String> answer = get("/" + id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> results(String id, String query) {
        return get("/" + id + "/results" + query);
    }

    /// All pages of a job, one after the other, without their headers.
    List<List<String>> allRows(String id, int maxRecords) {
        List<List<String>> rows = new ArrayList<>();
        String query = "?maxRecords=" + maxRecords;
        for (Optional<String> locator = Optional.of(""); locator.isPresent(); ) {
            HttpResponse<String> page = results(id, query + locator.get());
            rows.addAll(rows(page));
            locator = locator(page).map(text -> "&locator=" + text);
        }
        return rows;
    }

    static Optional<String> locator(HttpResponse<?> page) {
        return page.headers().firstValue("Sforce-Locator").filter(text -> !text.equals("null"));
    }

    /// The rows of a page, its header aside.
    static List<List<String>> rows(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        List<List<String>> all = rows(page.body(), ',');
        assertThat(page.headers().firstValue("Sforce-NumberOfRecords")).hasValue(Integer.toString(all.size() - 1));
        return all.subList(1, all.size());
    }

    static List<List<String>> rows(String csv, char delimiter) {
        return CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(csv).stream()
                .map(CsvRecord::getFields)
                .toList();
    }
}
