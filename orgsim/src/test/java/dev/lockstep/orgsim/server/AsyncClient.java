package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Jobs of Bulk API 1.0 as a client of one version sends them.
record AsyncClient(TestOrg org, String token, String version) {
    static final String CSV = "text/csv; charset=UTF-8";
    static final String XML = "application/xml; charset=UTF-8";
    static final String JSON = "application/json; charset=UTF-8";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String NAMESPACE = "http://www.force.com/2009/06/asyncapi/dataload";
    private static final Pattern ID = Pattern.compile("<id>(\\w{18})</id>|\"id\":\"(\\w{18})\"");
    private static final int MOST_POLLS = 100_000;

    static AsyncClient of(TestOrg org) {
        return new AsyncClient(org, org.token(), "65.0");
    }

    AsyncClient by(String otherVersion) {
        return new AsyncClient(org, token, otherVersion);
    }

    HttpRequest.Builder request(String below) {
        return org.request("/services/async/" + version + below, "X-SFDC-Session", token);
    }

    HttpResponse<String> get(String below) {
        return org.send(request(below).build());
    }

    HttpResponse<String> post(String below, String contentType, String body, String... headers) {
        HttpRequest.Builder request = request(below).header("Content-Type", contentType);
        for (int place = 0; place < headers.length; place += 2) {
            request.header(headers[place], headers[place + 1]);
        }
        return org.send(request.POST(BodyPublishers.ofString(body)).build());
    }

    /// What stands in a `jobInfo` in XML.
    static String jobInfo(String... entries) {
        var xml = new StringBuilder("<jobInfo xmlns=\"" + NAMESPACE + "\">");
        for (int place = 0; place < entries.length; place += 2) {
            xml.append("<%s>%s</%s>".formatted(entries[place], entries[place + 1], entries[place]));
        }
        return xml.append("</jobInfo>").toString();
    }

    static String sObjects(String... records) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><sObjects xmlns=\"" + NAMESPACE
                + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
        for (String record : records) {
            xml.append("<sObject>").append(record).append("</sObject>");
        }
        return xml.append("</sObjects>").toString();
    }

    HttpResponse<String> createJob(String... entries) {
        return post("/job", XML, jobInfo(entries));
    }

    /// Makes a job.
    String create(String operation, String object, String contentType, String... more) {
        String[] entries = new String[6 + more.length];
        System.arraycopy(
                new String[] {"operation", operation, "object", object, "contentType", contentType}, 0, entries, 0, 6);
        System.arraycopy(more, 0, entries, 6, more.length);
        return made(createJob(entries));
    }

    /// Makes a job whose queries are cut.
    String createCut(String object, String contentType, String chunking) {
        return made(post(
                "/job",
                XML,
                jobInfo("operation", "query", "object", object, "contentType", contentType),
                "Sforce-Enable-PKChunking",
                chunking));
    }

    static String made(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return idOf(answer);
    }

    static String idOf(HttpResponse<String> answer) {
        Matcher id = ID.matcher(answer.body());
        assertThat(id.find()).as(answer.body()).isTrue();
        return id.group(1) == null ? id.group(2) : id.group(1);
    }

    HttpResponse<String> set(String job, String state) {
        return post("/job/" + job, XML, jobInfo("state", state));
    }

    HttpResponse<String> close(String job) {
        return set(job, "Closed");
    }

    HttpResponse<String> abort(String job) {
        return set(job, "Aborted");
    }

    /// Adds a batch.
    String add(String job, String contentType, String body) {
        return made(post("/job/" + job + "/batch", contentType, body));
    }

    static String path(String job, String batch) {
        return "/job/" + job + "/batch/" + batch;
    }

    /// One element of an answer, wherever it stands; empty where there is none.
    static String element(HttpResponse<String> answer, String name) {
        Matcher element =
                Pattern.compile("<%s>([^<]*)</%s>".formatted(name, name)).matcher(answer.body());
        return element.find() ? element.group(1) : "";
    }

    /// The texts of all elements of a name.
    static List<String> elements(HttpResponse<String> answer, String name) {
        return Pattern.compile("<%s>([^<]*)</%s>".formatted(name, name))
                .matcher(answer.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    String state(String job, String batch) {
        return element(get(path(job, batch)), "state");
    }

    /// Asks until an answer is as wished.
    HttpResponse<String> await(String below, Predicate<HttpResponse<String>> wish) {
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            HttpResponse<String> answer = get(below);
            if (wish.test(answer)) {
                return answer;
            }
        }
        throw new AssertionError("It doesn't come so far: " + get(below).body());
    }

    /// How a batch of a job that is told in XML has ended.
    HttpResponse<String> end(String job, String batch) {
        return await(path(job, batch), answer -> List.of("Completed", "Failed").contains(element(answer, "state")));
    }

    /// Waits until a batch has completed.
    ///
    /// @return its path
    String complete(String job, String batch) {
        assertThat(end(job, batch))
                .satisfies(answer ->
                        assertThat(element(answer, "state")).as(answer.body()).isEqualTo("Completed"));
        return path(job, batch);
    }

    /// The rows of a batch of CSV that was made into a job and has completed, without their header.
    List<List<String>> run(String operation, String object, String csv, String... more) {
        String job = create(operation, object, "CSV", more);
        return results(complete(job, add(job, CSV, csv)));
    }

    List<List<String>> results(String batchPath) {
        HttpResponse<String> answer = get(batchPath + "/result");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<List<String>> rows = BulkClient.rows(answer.body(), ',');
        assertThat(rows.getFirst()).containsExactly("Id", "Success", "Created", "Error");
        return rows.subList(1, rows.size());
    }

    /// What a batch of a job says when it fails, nothing of it saved.
    String fail(String job, String contentType, String body) {
        HttpResponse<String> ended = end(job, add(job, contentType, body));
        assertThat(element(ended, "state")).as(ended.body()).isEqualTo("Failed");
        assertThat(element(ended, "numberRecordsProcessed")).isEqualTo("0");
        return element(ended, "stateMessage");
    }

    static JsonNode json(HttpResponse<String> answer) {
        return MAPPER.readTree(answer.body());
    }
}
