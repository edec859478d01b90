package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.events.CaptureSettings;
import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.FlatJson;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.oauth.Sessions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// What a test may ask of the simulator itself, below `/orgsim`: faults, counts of requests, the end of all sessions.
/// These requests meet no fault and aren't counted.
final class ControlServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String FAULTS = "/faults";
    private static final String REQUESTS = "/requests";
    private static final String SESSIONS = "/sessions";
    private static final String CAPTURE = "/capture";
    private static final String OBJECTS = "objects";

    private final transient FaultPlan faults;
    private final transient RequestCounts requests;
    private final transient Sessions sessions;
    private final transient EventBus events;

    ControlServlet(FaultPlan faults, RequestCounts requests, Sessions sessions, EventBus events) {
        this.faults = faults;
        this.requests = requests;
        this.sessions = sessions;
        this.events = events;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = answer(request);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        answer.body().writeTo(response.getOutputStream());
    }

    private Answer answer(HttpServletRequest request) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("").replaceFirst("/$", "");
        return switch (request.getMethod() + " " + path) {
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
            case "GET " + CAPTURE -> captured();
            case "PUT " + CAPTURE -> capture(request.getInputStream().readAllBytes());
            default -> oneRule(request.getMethod(), path);
        };
    }

    private Answer oneRule(String method, String path) {
        if (method.equals("DELETE") && path.matches(FAULTS + "/\\d{1,18}")) {
            long number = Long.parseLong(path.substring(FAULTS.length() + 1));
            return faults.remove(number) ? Answer.empty(204) : error(404, "There is no fault %d.".formatted(number));
        }
        return error(
                404,
                "There are GET, POST and DELETE %s, DELETE %s/{number}, GET %s, DELETE %s, GET and PUT %s below /orgsim."
                        .formatted(FAULTS, FAULTS, REQUESTS, SESSIONS, CAPTURE));
    }

    private Answer add(byte[] body) {
        try {
            faults.add(FaultRuleText.parse(FlatJson.read(body)));
            return rules(201);
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer captured() {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeStringProperty(OBJECTS, String.join(",", events.capture().objects()));
            json.writeEndObject();
        });
    }

    private Answer capture(byte[] body) {
        try {
            Map<String, String> entries = FlatJson.read(body);
            if (!entries.keySet().equals(Set.of(OBJECTS))) {
                return error(400, "There must be \"objects\" and nothing else: names, with commas between them.");
            }
            events.capture().select(CaptureSettings.names(String.valueOf(entries.get(OBJECTS))));
            return captured();
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

    private static Answer error(int status, String message) {
        return JsonBody.answer(status, json -> {
            json.writeStartObject();
            json.writeStringProperty("message", message);
            json.writeEndObject();
        });
    }
}
