package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ingest jobs as a client of one version sends them.
record IngestClient(TestOrg org, String token, String version) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_POLLS = 100_000;

    static IngestClient of(TestOrg org) {
        return new IngestClient(org, org.token(), "65.0");
    }

    IngestClient by(String otherVersion) {
        return new IngestClient(org, token, otherVersion);
    }

    HttpResponse<String> post(String body) {
        return send("POST", "", body);
    }

    HttpResponse<String> get(String below) {
        return send("GET", below, "");
    }

    HttpResponse<String> delete(String id) {
        return send("DELETE", "/" + id, "");
    }

    HttpResponse<String> set(String id, String state) {
        return send("PATCH", "/" + id, "{\"state\":\"%s\"}".formatted(state));
    }

    HttpResponse<String> close(String id) {
        return set(id, "UploadComplete");
    }

    HttpResponse<String> abort(String id) {
        return set(id, "Aborted");
    }

    HttpResponse<String> upload(String id, String csv) {
        return upload(id, csv, "text/csv");
    }

    HttpResponse<String> upload(String id, String csv, String contentType) {
        return org.send(request("/" + id + "/batches", contentType)
                .PUT(BodyPublishers.ofString(csv))
                .build());
    }

    HttpResponse<String> send(String method, String below, String body) {
        return org.send(request(below, "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    HttpRequest.Builder request(String below, String contentType) {
        return org.request(path(below), "Authorization", "Bearer " + token, "Content-Type", contentType);
    }

    String path(String below) {
        return "/services/data/v" + version + "/jobs/ingest" + below;
    }

    static String body(String object, String operation, String... more) {
        var body = JSON.createObjectNode().put("object", object).put("operation", operation);
        for (int place = 0; place < more.length; place += 2) {
            body.put(more[place], more[place + 1]);
        }
        return JSON.writeValueAsString(body);
    }

    /// Makes a job.
    String create(String object, String operation, String... more) {
        HttpResponse<String> answer = post(body(object, operation, more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("id").asString();
    }

    /// Gives a job its data and closes it.
    String start(String id, String csv) {
        assertThat(upload(id, csv).statusCode()).isEqualTo(201);
        assertThat(close(id).statusCode()).isEqualTo(200);
        return id;
    }

    /// Makes a job of the data and waits until it has run.
    String run(String csv, String object, String operation, String... more) {
        String id = start(create(object, operation, more), csv);
        assertThat(end(id)).as(() -> get("/" + id).body()).isEqualTo("JobComplete");
        return id;
    }

    /// What a job that fails says of it.
    String fail(String csv, String object, String operation, String... more) {
        String id = start(create(object, operation, more), csv);
        assertThat(end(id)).isEqualTo("Failed");
        assertThat(job(id).get("numberRecordsProcessed").asInt()).isZero();
        assertThat(get("/" + id + "/unprocessedrecords").body()).isEqualTo(csv);
        return job(id).get("errorMessage").asString();
    }

    /// The last state of a job.
    String end(String id) {
        return await(
                        id,
                        job -> !List.of("Open", "UploadComplete", "InProgress")
                                .contains(job.get("state").asString()))
                .get("state")
                .asString();
    }

    /// Asks for a job until it is as wished.
    JsonNode await(String id, Predicate<JsonNode> wish) {
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            JsonNode job = job(id);
            if (wish.test(job)) {
                return job;
            }
        }
        throw new AssertionError("The job doesn't come so far: " + job(id));
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

    List<List<String>> successful(String id) {
        return rows(id, "successfulResults", "sf__Id", "sf__Created");
    }

    List<List<String>> failed(String id) {
        return rows(id, "failedResults", "sf__Id", "sf__Error");
    }

    /// The rows behind a header that begins so.
    private List<List<String>> rows(String id, String results, String... header) {
        HttpResponse<String> answer = get("/" + id + "/" + results);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv; charset=UTF-8");
        List<List<String>> rows = BulkClient.rows(answer.body(), ',');
        assertThat(rows.getFirst()).startsWith(header);
        return rows.subList(1, rows.size());
    }

    /// Fields of the records that a query finds, in its order; an empty text for null.
    List<List<String>> query(String fields, String from) {
        JsonNode records = JSON.readTree(
                        org.query("SELECT " + fields + " FROM " + from).body())
                .get("records");
        List<String> names = List.of(fields.split(", "));
        return records.valueStream()
                .map(record -> names.stream().map(name -> text(record, name)).toList())
                .toList();
    }

    private static String text(JsonNode record, String path) {
        JsonNode node = record;
        for (String name : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node.isNull() ? "" : node.asString();
    }

    static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }
}
