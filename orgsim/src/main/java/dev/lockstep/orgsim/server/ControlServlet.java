package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.FlatJson;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.SilentChanges;
import dev.lockstep.orgsim.server.WatchAnswers.Place;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// What a person or a test may ask of the simulator itself, below `/orgsim`: a page to watch it, what is in the org,
/// faults, counts of requests, the end of all sessions, the memory in use. These requests meet no fault and aren't
/// counted.
final class ControlServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String FAULTS = "/faults";
    private static final String REQUESTS = "/requests";
    private static final String SESSIONS = "/sessions";
    private static final String COLLECTED = "/collected";
    private static final String OBJECTS = "/objects";
    private static final String RECORDS = "/records";
    private static final String CALLS = "/calls";
    private static final String SILENT_CHANGES = "/silent-changes";

    private final transient FaultPlan faults;
    private final transient RequestCounts requests;
    private final transient Sessions sessions;
    private final transient WatchAnswers watch;
    private final transient SilentChanges silentChanges;

    ControlServlet(
            FaultPlan faults,
            RequestCounts requests,
            Sessions sessions,
            WatchAnswers watch,
            SilentChanges silentChanges) {
        this.faults = faults;
        this.requests = requests;
        this.sessions = sessions;
        this.watch = watch;
        this.silentChanges = silentChanges;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = answer(request);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        answer.body().writeTo(response.getOutputStream());
    }

    private Answer answer(HttpServletRequest request) throws IOException {
        if (comesFromElsewhere(request)) {
            return error(403, "A page of another origin may not ask this of the simulator.");
        }
        String path = Optional.ofNullable(request.getPathInfo()).orElse("").replaceFirst("/$", "");
        return switch (request.getMethod() + " " + path) {
            case "GET " -> page("watch.html");
            case "GET /org" -> watch.org();
            case "GET " + OBJECTS -> watch.objects();
            case "GET " + CALLS -> watch.calls(number(request, "after"));
            case "GET " + FAULTS + "/kinds" -> WatchAnswers.faultKinds();
            case "GET " + FAULTS -> rules(200);
            case "POST " + FAULTS -> add(request.getInputStream().readAllBytes());
            case "DELETE " + FAULTS -> {
                faults.clear();
                yield Answer.empty(204);
            }
            case "GET " + REQUESTS -> counts();
            case "DELETE " + SESSIONS -> {
                sessions.closeAll();
                yield Answer.empty(204);
            }
            case "GET " + SILENT_CHANGES -> SilentChangesText.answer(silentChanges);
            case "PUT " + SILENT_CHANGES -> move(request.getInputStream().readAllBytes());
            case "POST " + COLLECTED -> collected();
            default -> one(request, path);
        };
    }

    /// Whoever can reach the simulator may ask for faults, but not by way of a browser that is looking at something
    /// else.
    private static boolean comesFromElsewhere(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && !origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
    }

    private Answer one(HttpServletRequest request, String path) {
        if (request.getMethod().equals("GET")) {
            if (path.startsWith(OBJECTS + "/") && path.endsWith(RECORDS)) {
                return records(request, path.substring(OBJECTS.length() + 1, path.length() - RECORDS.length()));
            }
            return page(path.substring(path.indexOf('/') + 1));
        }
        return oneRule(request.getMethod(), path);
    }

    private Answer page(String file) {
        return WatchPage.file(file).orElseGet(ControlServlet::unknown);
    }

    private Answer records(HttpServletRequest request, String object) {
        Place place = Boolean.parseBoolean(request.getParameter("deleted")) ? Place.RECYCLE_BIN : Place.LIVE;
        return watch.object(object)
                .map(found -> watch.records(found, place, number(request, "from")))
                .orElseGet(() -> error(404, "There is no object \"%s\".".formatted(object)));
    }

    /// 0 where the request doesn't say, or nothing that is a number.
    private static long number(HttpServletRequest request, String parameter) {
        String text = Optional.ofNullable(request.getParameter(parameter)).orElse("");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private Answer oneRule(String method, String path) {
        if (method.equals("DELETE") && path.matches(FAULTS + "/\\d{1,18}")) {
            long number = Long.parseLong(path.substring(FAULTS.length() + 1));
            return faults.remove(number) ? Answer.empty(204) : error(404, "There is no fault %d.".formatted(number));
        }
        return unknown();
    }

    private static Answer unknown() {
        return error(
                404,
                "Below /orgsim there are GET /org, %1$s, %1$s/{object}%2$s, %3$s, %4$s, %5$s and %5$s/kinds, POST %5$s and %6$s, DELETE %5$s, %5$s/{number} and %7$s, GET and PUT %8$s."
                        .formatted(
                                OBJECTS, RECORDS, CALLS, REQUESTS, FAULTS, COLLECTED, SESSIONS, SILENT_CHANGES));
    }

    private Answer add(byte[] body) {
        try {
            faults.add(FaultRuleText.parse(FlatJson.read(body)));
            return rules(201);
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer move(byte[] body) {
        try {
            silentChanges.move(SilentChangesText.read(FlatJson.read(body)));
            return SilentChangesText.answer(silentChanges);
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer rules(int status) {
        return JsonBody.answer(status, json -> {
            json.writeStartArray();
            faults.rules().forEach(state -> rule(json, state));
            json.writeEndArray();
        });
    }

    private static void rule(JsonGenerator json, FaultPlan.RuleState state) {
        json.writeStartObject();
        json.writeNumberProperty("number", state.number());
        FaultRuleText.entries(state.rule()).forEach(json::writeStringProperty);
        json.writeNumberProperty("struck", state.struck());
        json.writeBooleanProperty("spent", state.spent());
        json.writeEndObject();
    }

    private Answer counts() {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeNumberProperty("total", requests.total());
            json.writeNumberProperty("posts", requests.posts());
            json.writeArrayPropertyStart("requests");
            requests.byOperation().forEach((operation, count) -> {
                json.writeStartObject();
                json.writeStringProperty("api", operation.api().text());
                json.writeStringProperty("operation", operation.name());
                json.writeArrayPropertyStart("objects");
                operation.objects().forEach(json::writeString);
                json.writeEndArray();
                json.writeNumberProperty("count", count);
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /// What the org needs, rather than what it uses because it is there.
    private static Answer collected() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeNumberProperty("heap_bytes", memory.getHeapMemoryUsage().getUsed());
            json.writeEndObject();
        });
    }

    private static Answer error(int status, String message) {
        return JsonBody.answer(status, json -> {
            json.writeStartObject();
            json.writeStringProperty("message", message);
            json.writeEndObject();
        });
    }
}
