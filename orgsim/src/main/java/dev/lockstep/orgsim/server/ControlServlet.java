package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.FlatJson;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.SimulatedOrg;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// What a test may ask of the simulator itself, below `/orgsim`: faults, counts of requests, the end of
/// all sessions, the org's clock and limits.
/// These requests meet no fault and aren't counted.
final class ControlServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String FAULTS = "/faults";
    private static final String REQUESTS = "/requests";
    private static final String SESSIONS = "/sessions";

    private final transient FaultPlan faults;
    private final transient RequestCounts requests;
    private final transient Sessions sessions;
    private final transient OrgControl org;
    private final transient RightsControl rights;
    private final transient AutomationControl automation;

    ControlServlet(SimulatedOrg org, Behaviours behaviours, Sessions sessions) {
        this.faults = behaviours.faults();
        this.requests = behaviours.requests();
        this.sessions = sessions;
        this.org = new OrgControl(org, behaviours);
        this.rights = new RightsControl(org);
        this.automation = new AutomationControl(org);
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
            default -> ofOrg(request, path).orElseGet(() -> oneRule(request.getMethod(), path));
        };
    }

    private Optional<Answer> ofOrg(HttpServletRequest request, String path) throws IOException {
        try {
            String asked = request.getMethod() + " " + path;
            byte[] body = request.getInputStream().readAllBytes();
            return org.answer(asked, body)
                    .or(() -> rights.answer(asked, body))
                    .or(() -> automation.answer(asked, body));
        } catch (IllegalArgumentException e) {
            return Optional.of(error(400, String.valueOf(e.getMessage())));
        }
    }

    private Answer oneRule(String method, String path) {
        if (method.equals("DELETE") && path.matches(FAULTS + "/\\d{1,18}")) {
            long number = Long.parseLong(path.substring(FAULTS.length() + 1));
            return faults.remove(number) ? Answer.empty(204) : error(404, "There is no fault %d.".formatted(number));
        }
        return error(
                404,
                ("There are GET, POST and DELETE %s, %s and %s, DELETE with a number behind them, GET %s, DELETE %s,"
                                + " GET and POST %s and %s, and POST %s below /orgsim.")
                        .formatted(
                                FAULTS,
                                RightsControl.RIGHTS,
                                AutomationControl.AUTOMATION,
                                REQUESTS,
                                SESSIONS,
                                OrgControl.CLOCK,
                                OrgControl.LIMITS,
                                OrgControl.TOUCH));
    }

    private Answer add(byte[] body) {
        try {
            faults.add(FaultRuleText.parse(FlatJson.read(body)));
            return rules(201);
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
