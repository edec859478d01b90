package dev.lockstep.orgsim.server;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Speaks the REST API as one user.
///
/// @param root what paths stand below, such as `/services/data/v65.0`
record RestClient(TestOrg org, String token, String root) {
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\w{18})\"");

    static RestClient of(TestOrg org, int version) {
        return new RestClient(org, org.token(), "/services/data/v%d.0".formatted(version));
    }

    RestClient version(int version) {
        return new RestClient(org, token, "/services/data/v%d.0".formatted(version));
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    HttpResponse<String> patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    HttpResponse<String> delete(String path) {
        return send("DELETE", path, "");
    }

    /// Says that the body is JSON where no header says otherwise.
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = org.request(root + path, "Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!Arrays.asList(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json; charset=UTF-8");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return org.send(request.build());
    }

    /// Creates a record and tells its Id.
    String create(String object, String body) {
        return id(post("/sobjects/" + object, body));
    }

    static String id(HttpResponse<String> answer) {
        Matcher id = ID.matcher(answer.body());
        if (!id.find()) {
            throw new IllegalStateException("No Id: " + answer.statusCode() + " " + answer.body());
        }
        return id.group(1);
    }
}
